import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { RowRun } from '../row';
import type { Airflow, AirflowRan, Place } from './airflow';
import { developerHome, type AwsFiles } from './developer';
import type { FakeAws } from './fake-aws';

/** What every check needs. */
export interface Setting {
  readonly run: RowRun;
  readonly airflow: Airflow;
  readonly aws: FakeAws;
}

/** One thing that is proved. */
export interface ProvedCheck<S> {
  /** A sentence about behaviour. */
  readonly name: string;
  prove(setting: S): Promise<void> | void;
}

/** One thing that is proved on a version of Airflow. */
export type AirflowCheck = ProvedCheck<Setting>;

/** A developer's home with these files. */
export function homeWith({ run }: Setting, files: AwsFiles): string {
  return developerHome(fs.mkdtempSync(path.join(run.work, 'home-')), files);
}

/** What was asked for: `['variable', 'my_var']`. */
export type Asked = readonly [kind: 'variable' | 'connection' | 'config', key: string];

/** What `look_up.py` found, and what was printed and logged on the way. */
export interface LookedUp {
  readonly found: readonly unknown[];
  readonly log: string;
}

/** Looks things up as Airflow does, in one process. */
export async function lookUp({ airflow }: Pick<Setting, 'airflow'>, place: Place, ...asked: Asked[]): Promise<LookedUp> {
  const ran = await airflow.run(place, ['python', '-c', script('look_up.py')], JSON.stringify(asked));
  return { found: printed(ran.stdout, 'FOUND', ran.output) as unknown[], log: ran.output };
}

/** That just these were found; otherwise the log has the reason. */
export function assertFound({ found, log }: LookedUp, ...expected: unknown[]): void {
  try {
    assert.deepEqual(found, expected);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${log}`);
  }
}

/** What `dag_facts.py` prints. */
export interface DagFacts {
  readonly errors: Readonly<Record<string, string>>;
  readonly dags: Readonly<Record<string, { readonly file: string; readonly tags: readonly string[]; readonly retries: number | null; readonly tasks: readonly string[] }>>;
  readonly log: string;
}

/** Parses the DAGs of a project. */
export async function parseDags({ airflow }: Pick<Setting, 'airflow'>, place: Place): Promise<DagFacts> {
  const ran = await airflow.run(place, ['python', '-c', script('dag_facts.py')]);
  return { ...printed(ran.stdout, 'PARSED', ran.output) as Omit<DagFacts, 'log'>, log: ran.output };
}

/** Runs a DAG with `airflow dags test`, which has to succeed. */
export async function testDag({ airflow }: Pick<Setting, 'airflow'>, place: Place, dag = 'example_secrets_dag'): Promise<AirflowRan> {
  const ran = await airflow.run(place, ['airflow', 'dags', 'test', dag]);
  assert.equal(ran.status, 0, ran.everything);
  return ran;
}

/**
 * Changes a file manually.
 *
 * @throws AssertionError if that changes nothing
 */
export function edit(project: string, file: string, change: (text: string) => string): void {
  const absolute = path.join(project, file);
  const text = fs.readFileSync(absolute, 'utf-8');
  const changed = change(text);
  assert.notEqual(changed, text, `${file} is not changed`);
  fs.writeFileSync(absolute, changed);
}

/** Proves checks, as many at a time as the machine has cores over all rows; what came of them is reported in their order. */
export async function proveAll<S extends Pick<Setting, 'run'>>(setting: S, checks: readonly ProvedCheck<S>[]): Promise<void> {
  const wanted = checks.filter(({ name }) => setting.run.wants(name)).map((check) => ({ check, outcome: inTurn(() => check.prove(setting)) }));
  for (const { check, outcome } of wanted) {
    await setting.run.check(check.name, async () => {
      const { error } = await outcome;
      if (error !== undefined) {
        throw error;
      }
    });
  }
}

let free = os.availableParallelism();
const waiting: Array<() => void> = [];

/** Does something when its turn comes. It never fails: how it ended is what it gives. */
async function inTurn(work: () => Promise<void> | void): Promise<{ error?: Error }> {
  if (free === 0) {
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    free--;
  }
  try {
    await work();
    return {};
  } catch (error) {
    return { error: error as Error };
  } finally {
    const next = waiting.shift();
    if (next === undefined) {
      free++;
    } else {
      next();
    }
  }
}

/** The text of a script, by default of this folder. */
export function script(name: string, folder = __dirname): string {
  return fs.readFileSync(path.join(folder, name), 'utf-8');
}

/** The JSON that one of our scripts printed after a word, at the end. */
export function printed(text: string, word: string, log = text): unknown {
  const line = text.split('\n').filter((candidate) => candidate.startsWith(`${word} `)).at(-1);
  assert.ok(line !== undefined, `no ${word} in what was printed: ${log}`);
  return JSON.parse(line.slice(word.length + 1));
}
