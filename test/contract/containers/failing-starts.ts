import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Stack, type StackOptions } from './stack';
import { AIRFLOW_IMAGE } from './stand-in';
import { assertNamed } from '../airflow/named';
import { BASE, type AirflowMajor } from '../base';
import type { RowRun } from '../row';

/** Something whose lack makes a start fail. */
interface MissingSource {
  /** Below the home, or below the project. */
  readonly what: string;
  readonly rc: string;
  readonly in: 'home' | 'project';
  /** The cause that the package names for it. */
  readonly named: readonly string[];
}

/** Seconds in which a start that cannot succeed has to say so; a pull or a wait for a service would take longer. */
const AT_ONCE = 20;

/** How `timeout` ends where it had to. */
const TIMED_OUT = 124;

const MOUNTED = 'new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted()] });';
const SSO = 'new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted({ sso: true })] });';

const MISSING: readonly MissingSource[] = [
  { what: '.aws', rc: MOUNTED, in: 'home', named: ['aws-folder-absent'] },
  { what: '.aws/sso/cache', rc: SSO, in: 'home', named: ['token-cache-absent'] },
  { what: '.aws/login/cache', rc: SSO, in: 'home', named: ['token-cache-absent'] },
  { what: 'data', rc: 'new astro.LocalAirflow(project).addMount({ source: \'./data\', target: \'/usr/local/airflow/data\' });', in: 'project', named: [] },
];

/** How the stacks that must not start are made. */
export type MakeStack = (options: Omit<StackOptions, 'directory'>) => Stack;

/** What is missing on the host stops the start, with the engine's own message, and is not made up for. */
export async function checkMissingSources(run: RowRun, makeStack: MakeStack, major: AirflowMajor): Promise<void> {
  for (const { what, rc, in: place, named } of MISSING) {
    await run.check(`Airflow ${major}: a missing ${place === 'home' ? `~/${what}` : `./${what}`} makes the start fail at once, and is not created`, async () => {
      const stack = makeStack({ major, rc: () => rc });
      const missing = path.join(stack[place], what);
      fs.rmSync(missing, { recursive: true });
      const before = stack.homeFiles();
      const { status, output } = await stack.up(AT_ONCE);
      try {
        assert.ok(output.includes(`invalid mount config for type "bind": bind source path does not exist: ${missing}`), `the start ended with ${status} and printed: ${output}`);
        assertNamed(run, output, 'mounted', ...named);
        assert.ok(![0, TIMED_OUT].includes(status!), `the start ended with ${status} within ${AT_ONCE} seconds`);
        assert.deepEqual([fs.existsSync(missing), stack.homeFiles()], [false, before]);
        assert.deepEqual([...(await stack.containers()).values()].filter(({ State }) => State.Status === 'running').map(({ Config }) => Config.Labels['com.docker.compose.service']), []);
      } finally {
        await stack.down();
      }
    });
  }
}

const BROKER = 'const local = new astro.LocalAirflow(project); local.addNetwork(\'broker\', { ipam: { config: [{ subnet: \'169.254.170.0/24\' }] } }); local.addService(\'broker\', { image: \'IMAGE\', command: [\'sleep\', \'600\'], networks: [\'broker\'] });';

/** Two projects with the address of a broker for credentials: each has a network of its own, and the engine gives the address once. */
export async function checkTakenSubnet(run: RowRun, makeStack: MakeStack, major: AirflowMajor): Promise<void> {
  await run.check(`Airflow ${major}: of two projects that declare the network of a broker the second does not start, and the cause is named`, async () => {
    const stacks = [0, 1].map(() => makeStack({ major, rc: () => BROKER.replace('IMAGE', AIRFLOW_IMAGE) }));
    try {
      const first = await stacks[0].up();
      assert.equal(first.status, 0, first.output);
      const { status, output } = await stacks[1].up(AT_ONCE);
      assert.ok(![0, TIMED_OUT].includes(status!), output);
      assert.match(output, /Pool overlaps with other one on this address space/);
      assertNamed(run, output, null, 'subnet-taken');
    } finally {
      await Promise.all(stacks.map((stack) => stack.down()));
    }
  });
}

/** An override of the other major names services that the base file does not have. */
export async function checkOtherMajor(run: RowRun, makeStack: MakeStack, major: AirflowMajor): Promise<void> {
  const other = major === 2 ? 3 : 2;
  await run.check(`Airflow ${major}: the override of Airflow ${other} is refused, and nothing is started`, async () => {
    const stack = makeStack({ major: other, baseMajor: major, rc: () => MOUNTED });
    const { status, output } = await stack.up();
    const unknown = BASE[other].airflowServices.filter((service) => !BASE[major].airflowServices.includes(service)).join('|');
    assert.match(output, new RegExp(`service "(${unknown})" has neither an image nor a build context specified: invalid compose project`));
    assert.notEqual(status, 0);
    assert.equal((await stack.containers()).size, 0);
  });
}
