import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import schema from '../../../schema/doctor-report.schema.json';
import { projectNames } from '../../../src/doctor/collect/in-container/place';
import { AstroFixture } from '../../support/cli/astro-projects';
import { BIN } from '../../support/drift/command';
import { SECRET } from '../../support/host/sessions';
import { testIf } from '../../support/projects';
import { namesBelow, read, tempDir, write } from '../../support/util';

const testLinux = testIf(process.platform === 'linux', 'Linux');
const isReport = new Ajv2020({ strict: true }).compile(schema);

const RC = `const { Project } = require('projen/lib/project');
const { Projenrc } = require('projen/lib/javascript/projenrc');
const { AwsCredentials, LocalAirflow } = require('projen-astro-airflow');
const project = new Project({ name: 'orders' });
new Projenrc(project);
new LocalAirflow(project, { runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted({ profile: 'dev', region: 'us-west-2' })] });
project.synth();
`;
const ID = 'a'.repeat(64);
const FILES = [['/home/astro/.aws/config', ''], ['/home/astro/.aws/credentials', '']];
const IDENTITY = 'arn:aws:iam::123456789012:user/alice';
const answer = (call: object, files = FILES): string => `echo 'projen-astro-airflow:${JSON.stringify({ uid: 50000, files, calls: { aws: call } })}'`;
const GOOD = answer({ notes: [], identity: IDENTITY });

interface Engine {
  /** The labels of the scheduler that runs, if one does. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The images that are here. */
  readonly images?: (project: string) => readonly string[];
  /** What a container does. */
  readonly container?: string;
  /** What lists containers. */
  readonly ps?: string;
}

interface Trial {
  readonly fixture: AstroFixture;
  readonly home: string;
  readonly log: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A stand-in for a container engine, which notes what it was called with and what it read. */
function prepared({ labels, images = (project) => [`${project}/airflow:latest`], container = GOOD, ps }: Engine): Trial {
  const fixture = new AstroFixture(RC);
  const home = fs.realpathSync(tempDir());
  const log = tempDir();
  write(home, { '.aws/config': '[profile dev]\n', '.aws/credentials': `[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${SECRET}\n` });
  write(fixture.directory, { 'Dockerfile': 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n', '.astro/config.yaml': 'project:\n  name: orders\n' });
  fs.appendFileSync(path.join(fixture.directory, '.env'), `OWN=${SECRET}\n`);
  const here = images(projectNames(fixture.directory, {})[0]);
  const info = JSON.stringify({ OperatingSystem: 'Debian GNU/Linux 12 (bookworm)', Name: os.hostname(), ServerVersion: '28.1.1', SecurityOptions: [] });
  write(fixture.programs, {
    docker: `#!/bin/sh
printf '%s\\n' "$*" | head -n 1 >> '${log}/calls'
case "$1" in
  info) echo '${info}';;
  version) echo '{}';;
  ps) ${ps ?? (labels === undefined ? ':' : `echo ${ID}`)};;
  inspect) echo '${JSON.stringify(labels ?? {})}';;
  image) for name in ${here.join(' ')}; do [ "$5" != "$name" ] || exit 0; done; echo "No such image" >&2; exit 1;;
  run|exec) cat > '${log}/input'; ${container};;
esac
`,
    aws: '#!/bin/sh\ncase "$1" in --version) echo aws-cli/2.36.7;; *) echo AKIAIOSFODNN7EXAMPLE;; esac\n',
  });
  ['docker', 'aws'].forEach((name) => fs.chmodSync(path.join(fixture.programs, name), 0o755));
  const aws = Object.fromEntries(Object.keys(process.env).filter((name) => name.startsWith('AWS_')).map((name) => [name, undefined]));
  return { fixture, home, log, env: fixture.env({ ...aws, HOME: home, PATH: [fixture.programs, '/usr/bin', '/bin'].join(path.delimiter) }) };
}

/** Tries it; nothing of the project or the home may change, and no secret may be printed. */
function tryOut(engine: Engine = {}, prepare: (trial: Trial) => void = () => undefined) {
  const trial = prepared(engine);
  prepare(trial);
  const places = [trial.fixture.directory, trial.home];
  const before = places.map(snapshot);
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'doctor', '--try', '--format', 'json'], { cwd: trial.fixture.directory, encoding: 'utf-8', env: trial.env, timeout: 55_000 });
  expect([places.map(snapshot), stderr]).toEqual([before, '']);
  expect(stdout).not.toContain(SECRET.slice(0, 16));
  const report = JSON.parse(stdout) as { findings: Array<{ id: string; group: string; verdict: string; line: string; fix?: string }> };
  expect([isReport(report), isReport.errors]).toEqual([true, null]);
  const calls = read(trial.log, 'calls').split('\n');
  return { status, found: report.findings.filter(({ group }) => group === 'container'), started: calls.filter((line) => /^(?:run|exec|rm) /.test(line)), calls, trial };
}

function snapshot(directory: string): string[] {
  return namesBelow(directory).filter((name) => !name.startsWith('node_modules')).map((name) => [name, fs.lstatSync(path.join(directory, name)).mtimeMs].join(' '));
}

describe('doctor --try', () => {
  testLinux('runs the image that the Astro CLI built with the mounts of the override, and gives variables on its input alone', () => {
    const { status, found, started, trial } = tryOut();
    expect([status, found.map(({ verdict }) => verdict)]).toEqual([0, ['ok', 'ok']]);
    expect(found[1].line).toBe(`get_caller_identity in a container: ${IDENTITY}`);
    const [name] = projectNames(trial.fixture.directory, {});
    expect(started).toEqual([expect.stringMatching(new RegExp(`^run --rm --interactive --pull never --name projen-astro-airflow-[0-9a-f]{12} --user astro --mount type=bind,source=${trial.home}/\\.aws,target=/home/astro/\\.aws,readonly --entrypoint python3 ${name}/airflow:latest -c `))]);
    const { environment, files } = JSON.parse(read(trial.log, 'input')) as { environment: Record<string, string>; files: object[] };
    expect(environment).toMatchObject({ AWS_PROFILE: 'dev', AWS_CONFIG_FILE: '/home/astro/.aws/config', AWS_DEFAULT_REGION: 'us-west-2', OWN: SECRET });
    expect(files).toHaveLength(2);
  });

  testLinux('goes into the scheduler of the running stack, whose variables are its own', () => {
    const { status, started, trial } = tryOut({ labels: { 'com.docker.compose.project': 'orders_elsewhere' }, images: () => [] }, ({ fixture, log }) => {
      const docker = path.join(fixture.programs, 'docker');
      fs.writeFileSync(docker, read(fixture.programs, 'docker').replace('orders_elsewhere', projectNames(fixture.directory, {})[0]));
      expect(fs.existsSync(path.join(log, 'calls'))).toBe(false);
    });
    expect([status, started]).toEqual([0, [expect.stringMatching(new RegExp(`^exec --interactive ${ID} python3 -c `))]]);
    expect(JSON.parse(read(trial.log, 'input'))).toMatchObject({ environment: {} });
  });

  testLinux('takes a stack by its folder, too, and none of another project', () => {
    expect(tryOut({ labels: { 'com.docker.compose.project': 'other_123456', 'com.docker.compose.project.working_dir': '/srv/other' } }).started[0]).toMatch(/^run /);
  });

  testLinux('takes the image of the Dockerfile where there is no other, and pulls and builds none', () => {
    expect(tryOut({ images: () => ['astrocrpublic.azurecr.io/runtime:3.1-12'] }).started[0]).toContain(' astrocrpublic.azurecr.io/runtime:3.1-12 -c ');
    const { status, found, started } = tryOut({ images: () => [] });
    expect([status, started, found]).toEqual([0, [], [expect.objectContaining({ id: 'try-files', verdict: 'unknown', fix: expect.stringContaining('start builds') })]]);
  });

  testLinux('names a file that the containers cannot read, and why the call fails; exits 1', () => {
    const { status, found } = tryOut({ container: answer({ notes: [], error: 'NoCredentialsError', code: '' }, [FILES[0], ['/home/astro/.aws/credentials', 'EACCES']]) });
    expect([status, found.map(({ id, verdict }) => `${id} ${verdict}`)]).toEqual([1, ['try-files ok', 'try-files failure', 'try-identity failure']]);
    expect(found[1].fix).toBe('setfacl -m u:50000:r ~/.aws/credentials; or declare session() credentials, which need neither');
  });

  test.each<[string, string, RegExp]>([
    ['prints garbage', `printf '\\033[31m${SECRET}\\n'`, /printed something else/],
    ['floods the output', 'yes garbage', /prints without an end/],
    ['has no python3', 'echo \'OCI runtime exec failed: exec: "python3": executable file not found in $PATH\' >&2; exit 127', /the image has no python3/],
    ['has no client', answer({ notes: [], error: 'ModuleNotFoundError', code: '' }), /no client of AWS/],
    ['fails', `echo '${SECRET}' >&2; exit 125`, /could not run it \(exit code 125\)/],
    ['lacks a mounted folder', 'echo "invalid mount config for type bind: bind source path does not exist: /x" >&2; exit 125', /to be mounted does not exist/],
  ])('a container that %s is unknown, in one line', (_, container, line) => {
    if (process.platform !== 'linux') {
      return;
    }
    const { status, found } = tryOut({ container });
    expect([status, found.find(({ verdict }) => verdict === 'unknown')?.line]).toEqual([0, expect.stringMatching(line)]);
  });

  testLinux('an engine that hangs is not waited for', () => {
    const { found } = tryOut({ ps: 'exec sleep 600' });
    expect(found.map(({ line }) => line)).toEqual(['Nothing could be tried in a container: docker ps did not answer within 10 s.']);
  });

  testLinux('on Ctrl-C removes what it started, and prints no report', async () => {
    const trial = prepared({ container: 'exec sleep 600' });
    const child = spawn(process.execPath, [BIN, 'doctor', '--try'], { cwd: trial.fixture.directory, env: trial.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    [child.stdout, child.stderr].forEach((stream) => stream.on('data', (text) => (out += String(text))));
    while (!fs.existsSync(path.join(trial.log, 'input'))) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('close', resolve));
    const calls = read(trial.log, 'calls').split('\n');
    const [, name] = / --name (\S+) /.exec(calls.find((line) => line.startsWith('run '))!)!;
    expect([code, out, calls.filter((line) => line.startsWith('rm '))[0]]).toEqual([130, '', `rm --force ${name}`]);
  });
});
