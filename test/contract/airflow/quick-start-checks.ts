import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { AirflowRan, Place } from './airflow';
import { keyOf } from './developer';
import { edit, homeWith, type AirflowCheck, type Setting } from './setting';
import { starterProject } from './starter-checks';
import { PASSWORD, REGION, valueOf } from './stored';
import { realCli } from '../session/aws-clis';
import { Machine } from '../session/machine';
import { goProgram } from '../tools/go';
import { mustRun } from '../tools/program';

const README = path.resolve(__dirname, '../../../README.md');
const SETTINGS = 'airflow_settings.yaml';

/** What the task of the example DAG prints, in the prefix and with the secret of the quick start. */
const PRINTED = `Variable my_var: ${valueOf('airflow/variables/my_var')}`;

/** That a person who follows the quick start sees the secret's value. */
export const QUICK_START_CHECKS: readonly AirflowCheck[] = [
  {
    name: 'quick start: its last command prints the value, as Airflow receives it in the web server\'s container',
    async prove(setting) {
      const service = setting.airflow.release.major === 3 ? 'api-server' : 'webserver';
      const ran = await setting.airflow.run({ ...await newProject(setting), service }, lastCommand());
      assertPrinted(ran);
      assert.ok(!ran.everything.includes(PASSWORD), 'the password of the connection is printed');
    },
  },
  {
    name: 'samples: the Astro CLI reads the local settings of a new project, with the examples as comments and uncommented',
    async prove(setting) {
      const project = starterProject(setting);
      const reader = goProgram(setting.run, path.join(__dirname, 'settings-reader'));
      const read = async (): Promise<unknown> => JSON.parse((await mustRun(reader, [path.join(project, SETTINGS)])).stdout);
      assert.deepEqual(await read(), { airflow: { connections: [], pools: [], variables: [] } });
      uncommentExamples(project);
      assert.deepEqual(await read(), parse(fs.readFileSync(path.join(project, SETTINGS), 'utf-8')));
    },
  },
  {
    name: 'astro run: what it executes takes the settings of a new project and prints the value; on Airflow 3.3 it fails by itself, whatever the settings',
    async prove(setting) {
      const place = await newProject(setting);
      const ran = await runDag(setting, place);
      if (setting.airflow.isAtLeast(3, 3)) {
        assertFailsByItself(ran);
        fs.rmSync(path.join(place.project, SETTINGS));
        assertFailsByItself(await runDag(setting, place));
        return;
      }
      assertPrinted(ran);
      uncommentExamples(place.project);
      assertPrinted(await runDag(setting, place));
      // What samples of this package were before: null instead of a list.
      fs.writeFileSync(path.join(place.project, SETTINGS), 'airflow:\n  connections:\n  pools:\n  variables:\n');
      const { status, everything } = await runDag(setting, place);
      assert.notEqual(status, 0);
      assert.match(everything, /'NoneType' object is not iterable/);
    },
  },
];

/** A new project whose developer has a default profile with a region and with short-lived keys, as the quick start asks for. */
export async function newProject(setting: Setting): Promise<Place> {
  const { aws, run } = setting;
  const home = homeWith(setting, { config: { default: { region: REGION } }, credentials: { default: keyOf(aws.keys.signedIn) } });
  const project = starterProject(setting, `{ endpointUrl: '${aws.endpoint}' }`);
  const { folder } = await realCli(run);
  const { status, stderr, output } = await new Machine(run, { home, cli: folder }).program(project, 'login');
  assert.equal(status, 0, output);
  assert.match(stderr, /^AWS: keys of default, which name no end$/m);
  // What containers reach is what was exported, and nothing else of the developer's.
  fs.rmSync(path.join(home, '.aws'), { recursive: true });
  return { project, home };
}

function uncommentExamples(project: string): void {
  edit(project, SETTINGS, (text) => text.replaceAll('    # ', '    '));
}

/** The last command of the quick start without `astro dev run`, which hands the rest to `airflow`. */
function lastCommand(): string[] {
  const [, block] = /^## Quick start$[^]*?^```sh\n([^]*?)^```$/m.exec(fs.readFileSync(README, 'utf-8')) ?? [];
  const last = block.trim().split('\n').at(-1)!.replace(/\s+#.*/, '');
  const [, words] = /^astro dev run (.+)$/.exec(last) ?? [];
  assert.ok(words !== undefined, `the last command of the quick start is ${last}`);
  return ['airflow', ...words.split(' ')];
}

/** `astro run DAG`: what the Astro CLI executes in the scheduler's container. */
function runDag({ airflow }: Setting, place: Place): Promise<AirflowRan> {
  if (airflow.release.major === 2) {
    // On a plain Airflow 2 the program fails by itself, because nothing in it loads the table of users, to which others refer. A file of DAGs does.
    fs.writeFileSync(path.join(place.project, 'dags', 'users.py'), '# dag\nimport airflow.providers.fab.auth_manager.models\n');
  }
  return airflow.run(place, ['run_dag', './dags/', 'example_secrets_dag', `./${SETTINGS}`]);
}

function assertPrinted({ status, output, everything }: AirflowRan): void {
  assert.equal(status, 0, everything);
  assert.ok(output.includes(PRINTED), `${PRINTED} was not printed: ${everything}`);
}

function assertFailsByItself({ status, everything }: AirflowRan): void {
  assert.notEqual(status, 0);
  // It draws a box around the error, with lines as long as the terminal is wide.
  assert.match(everything.replace(/[\s│]+/g, ' '), /got an unexpected keyword argument 'include_examples'/);
}
