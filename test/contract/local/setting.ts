import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Airflow, AirflowRan, Place } from '../airflow/airflow';
import { script, type Asked, type LookedUp, type ProvedCheck } from '../airflow/setting';
import type { RowRun } from '../row';

const AIRFLOW_SCRIPTS = path.resolve(__dirname, '../airflow');

/** What every check needs. There is no cloud, and no container has a network. */
export interface LocalSetting {
  readonly run: RowRun;
  readonly airflow: Airflow;
}

export type LocalCheck = ProvedCheck<LocalSetting>;

/** A project with local files, and a home of which nothing is used. */
export function placeWith({ airflow, run }: LocalSetting, options = '', more = 'exampleDag: {}'): Place {
  const project = airflow.synthesize(`{ secretsBackend: new astro.LocalFilesystemSecretsBackend(${options}), ${more} }`);
  return { project, home: fs.mkdtempSync(path.join(run.work, 'home-')), network: false };
}

/** Looks things up as Airflow does, in one process. */
export async function lookUp({ airflow }: LocalSetting, place: Place, ...asked: Asked[]): Promise<LookedUp & { readonly status: number | null }> {
  const { status, stdout, output } = await airflow.run(place, ['python', '-c', script('look_up.py', AIRFLOW_SCRIPTS)], JSON.stringify(asked));
  const line = stdout.split('\n').find((one) => one.startsWith('FOUND '));
  return { status, found: line === undefined ? [] : JSON.parse(line.slice('FOUND '.length)) as unknown[], log: output };
}

/** Runs the example DAG, which has to succeed. */
export async function testDag({ airflow }: LocalSetting, place: Place): Promise<AirflowRan> {
  const ran = await airflow.run(place, ['airflow', 'dags', 'test', 'example_secrets_dag']);
  assert.equal(ran.status, 0, ran.everything);
  return ran;
}

/** Runs JavaScript with a module of the packed package. @param text an expression of `input` and `ours(file)` that is printed as JSON */
export function evaluate({ run }: LocalSetting, text: string, input: unknown): unknown {
  const program = path.join(fs.mkdtempSync(path.join(run.work, 'program-')), 'program.js');
  const folder = JSON.stringify(run.packages.folder('projen-astro-airflow'));
  fs.writeFileSync(program, `const ours = (file) => require(require('node:path').join(${folder}, file));\nconst input = JSON.parse(require('node:fs').readFileSync(0, 'utf-8'));\nprocess.stdout.write(JSON.stringify(${text}));\n`);
  return JSON.parse(run.packages.run(path.dirname(program), program, JSON.stringify(input)));
}

/** The causes that the table names for a log. */
export function causesIn(setting: LocalSetting, log: string): string[] {
  return evaluate(setting, "ours('lib/doctor/causes/index.js').causesIn(input).map(({ id }) => id)", log) as string[];
}

/** A connection as `look_up.py` prints that of the example. */
export const EXAMPLE_CONNECTION = { id: 'my_conn', type: 'postgres', host: 'db', login: 'me', password: 'secret', extra: {} };

export function write(place: Place, name: string, text: string): void {
  fs.writeFileSync(path.join(place.project, name), text);
}
