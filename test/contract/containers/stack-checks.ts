import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { Engine } from './engine';
import { AWS_FILES, type Container, type Stack } from './stack';
import { IMAGE_ENVIRONMENT } from './stand-in';
import type { ExpectedMount, Strategy } from './strategies';
import { BASE, baseFile, CONTAINER_USER, type AirflowMajor } from '../base';

/** What engine and container runtime set in every container. */
const ENGINE_VARIABLES = ['HOME', 'HOSTNAME', 'TERM', 'container'];

/** The service that does its work and ends. */
const ONE_TASK = 'db-migration';

/** A uid that is neither root's nor the container user's: that of a developer on native Linux. */
const DEVELOPER = 1000;

/** A stack that runs, and what is expected of it. */
export class StackChecks {
  /** Airflow's, and all others. */
  private readonly services: readonly string[];
  private readonly others: readonly string[];
  private readonly base: Record<string, { environment: Record<string, unknown>; volumes?: string[] } | undefined>;
  private readonly aws: string;

  constructor(
    private readonly engine: Engine,
    private readonly stack: Stack,
    private readonly containers: ReadonlyMap<string, Container>,
    major: AirflowMajor,
    private readonly strategy: Strategy,
  ) {
    this.services = BASE[major].airflowServices;
    this.others = [...BASE[major].otherServices, ...strategy.ownServices ?? []];
    this.base = (parse(baseFile(major, { project: stack.project }), { maxAliasCount: -1 }) as { services: StackChecks['base'] }).services;
    this.aws = path.join(stack.home, '.aws');
  }

  /** The services are those of the base file and the team's own, and all stay up. */
  async running(): Promise<void> {
    const containers = await this.settled();
    assert.deepEqual([...containers.keys()].sort(), [...this.services, ...this.others].sort());
    for (const [service, { State, RestartCount }] of containers) {
      assert.deepEqual([service, State.Status, State.ExitCode, RestartCount], [service, service === ONE_TASK ? 'exited' : 'running', 0, 0]);
    }
    await this.inEach('id -u', (output) => assert.equal(output, `${CONTAINER_USER.uid}\n`));
  }

  /** The files can be read where the environment says that they are. */
  async readable(): Promise<void> {
    await this.inEach('cat "$AWS_CONFIG_FILE" "$AWS_SHARED_CREDENTIALS_FILE"', (output) => assert.equal(output, Object.values(AWS_FILES).join('')));
    await this.inEach(`cat ${this.strategy.aws}/config`, (output) => assert.equal(output, AWS_FILES.config));
  }

  /** The environment of the process in each Airflow service is the base file's and the declared one, of each other service the base file's. */
  async environment(): Promise<void> {
    const { environment, schedulerEnvironment } = this.strategy;
    await this.inEach('tr "\\0" "\\n" < /proc/1/environ', (output, service) => {
      const expected = { ...this.base[service]!.environment, ...environment, ...(service === 'scheduler' ? schedulerEnvironment : {}) };
      assert.deepEqual(readEnvironment(output.trimEnd().split('\n')), withTextValues(expected));
    });
    for (const service of this.others) {
      assert.deepEqual([service, readEnvironment(this.containers.get(service)!.Config.Env)], [service, withTextValues(this.base[service]?.environment ?? {})]);
    }
  }

  /** Each Airflow service has the base file's mounts and the declared ones, each other service the base file's alone. */
  mounts(): void {
    for (const service of [...this.services, ...this.others]) {
      const ofBase = (this.base[service]?.volumes ?? []).filter((volume) => volume.startsWith('/')).map((volume) => volume.split(':'));
      const declared = this.services.includes(service) ? this.strategy.mounts.filter(({ services }) => services?.includes(service) ?? true) : [];
      const actual = this.containers.get(service)!.Mounts.filter(({ Type }) => Type === 'bind').map(({ Source, Destination, RW }) => [Source, Destination, RW]);
      const expected = [...ofBase.map(([source, target]) => [source, target, true]), ...declared.map((mount) => [this.sourceOf(mount), mount.target, mount.writable])];
      assert.deepEqual([service, sorted(actual)], [service, sorted(expected)]);
    }
  }

  /** No service can write to what is mounted read-only, whatever it tries, although the files are the user's own. */
  async readOnly(): Promise<void> {
    const before = this.stack.homeFiles();
    for (const { target } of this.strategy.mounts.filter(({ writable }) => !writable)) {
      const attempts = ['touch new', 'mkdir new', 'mv config old', 'rm -f config', 'chmod 666 config', 'sh -c "echo x >> config"'];
      const script = `cd "${target}"\n${attempts.map((attempt) => `${attempt} 2>&1 && echo it could`).join('\n')}\n:`;
      await this.inEach(script, (output) => {
        const lines = output.trimEnd().split('\n');
        assert.deepEqual(lines.map((line) => /Read-only file system$/.exec(line)?.[0] ?? line), attempts.map(() => 'Read-only file system'));
      });
    }
    assert.deepEqual(this.stack.homeFiles(), before);
    Object.entries(AWS_FILES).forEach(([name, text]) => assert.equal(fs.readFileSync(path.join(this.aws, name), 'utf-8'), text));
  }

  /** Token caches, and nothing else, can be written as botocore does: a new file, moved over the old one. The host then has it as the container user's. */
  async tokenCaches(): Promise<void> {
    for (const cache of ['sso/cache', 'login/cache']) {
      const write = `cd ~/.aws/${cache} && umask 077 && new=$(mktemp token.XXXXXX) && echo "{}" > "$new" && mv "$new" token.json`;
      if (this.strategy.sso === true) {
        await this.inEach(`(${write}) 2>&1`, (output) => assert.equal(output, ''));
        const { uid, mode } = fs.statSync(path.join(this.aws, cache, 'token.json'));
        assert.deepEqual([uid, mode & 0o777], [CONTAINER_USER.uid, 0o600]);
      } else {
        await this.inEach(`(cd ${this.strategy.aws}/${cache} && touch token.json) 2>&1`, (output) => assert.match(output, /Read-only file system$/m), 1);
        assert.deepEqual(fs.readdirSync(path.join(this.aws, cache)), []);
      }
    }
  }

  /** A file that only another user may read stays so: no word of credentials, as a developer on native Linux sees it. */
  async foreignFile(): Promise<void> {
    const file = path.join(this.aws, 'credentials');
    fs.chownSync(file, DEVELOPER, DEVELOPER);
    try {
      await this.inEach('cat "$AWS_SHARED_CREDENTIALS_FILE" 2>&1', (output) => assert.match(output, /^cat: can't open '.*\/credentials': Permission denied\n$/), 1);
    } finally {
      fs.chownSync(file, CONTAINER_USER.uid, CONTAINER_USER.uid);
    }
  }

  /** The engine is asked to label the mounted files; compose drops that in some forms (label-checks.ts). */
  labels(): void {
    for (const service of this.services) {
      const binds = this.containers.get(service)!.HostConfig.Binds ?? [];
      assert.ok(binds.includes(`${this.aws}:${this.strategy.aws}:ro,z`), `in ${service} there are ${binds.join(' ')}`);
    }
  }

  /** What the team added besides can be used as it was declared. */
  async ownParts(): Promise<void> {
    assert.equal(this.containers.get('scheduler')!.HostConfig.Memory, this.strategy.schedulerMemory);
    for (const mount of this.strategy.mounts.filter(({ source, writable }) => writable && !source.startsWith('~'))) {
      const { status, output } = await this.engine.exec(this.containers.get('scheduler')!.Id, `echo done > "${mount.target}/result" && cat "${mount.target}/result"`);
      assert.deepEqual([status, output, fs.readFileSync(path.join(this.sourceOf(mount), 'result'), 'utf-8')], [0, 'done\n', 'done\n']);
    }
  }

  /** The containers once the one that has something to do has done it. */
  private async settled(): Promise<ReadonlyMap<string, Container>> {
    const end = performance.now() + 10_000;
    for (;;) {
      const containers = await this.stack.containers();
      if (containers.get(ONE_TASK)?.State.Status !== 'running' || performance.now() > end) {
        return containers;
      }
    }
  }

  private sourceOf({ source }: ExpectedMount): string {
    return source.startsWith('~') ? path.join(this.stack.home, source.slice(2)) : path.join(this.stack.project, source);
  }

  /** Runs a script in every Airflow service, which has to end as expected. */
  private async inEach(script: string, check: (output: string, service: string) => void, status = 0): Promise<void> {
    await Promise.all(this.services.map(async (service) => {
      const ran = await this.engine.exec(this.containers.get(service)!.Id, script);
      assert.equal(ran.status, status, `in ${service}, ${script} ended with ${ran.status}: ${ran.output}`);
      try {
        check(ran.output, service);
      } catch (error) {
        throw new Error(`in ${service}: ${(error as Error).message}`);
      }
    }));
  }
}

/** Variables without those that are the engine's or the image's. */
function readEnvironment(lines: readonly string[]): Record<string, unknown> {
  const pairs = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return Object.fromEntries(pairs.filter(([key]) => !ENGINE_VARIABLES.includes(key) && !(key in IMAGE_ENVIRONMENT)).map(([key, value]) => [key, parsed(value)]));
}

/** The same of what is expected; the base file has numbers and booleans, too. */
function withTextValues(environment: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, typeof value === 'object' ? value : String(value as string | number | boolean)]));
}

/** A JSON object as what it says: blanks and order are no matter. */
function parsed(value: string): unknown {
  return value.startsWith('{') ? JSON.parse(value) : value;
}

function sorted(rows: ReadonlyArray<readonly unknown[]>): string[] {
  return rows.map((row) => row.join(' ')).sort();
}
