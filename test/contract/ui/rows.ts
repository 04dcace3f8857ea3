import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { LogPage } from './log-page';
import { Airflow } from '../airflow/airflow';
import { startFakeAws, type StoredSecret } from '../airflow/fake-aws';
import { newProject } from '../airflow/quick-start-checks';
import { iamActions, NEWEST_3 } from '../airflow/rows';
import { starterProject } from '../airflow/starter-checks';
import { REGION } from '../airflow/stored';
import { WholeAirflow } from '../airflow/whole-airflow';
import { Skipped, type Row, type RowRun } from '../row';
import { findChromium, installSitePackages, startChromium } from '../site/chromium';

const NAME = 'airflow-log';
const COMMITTED = path.resolve(__dirname, '../../../docs/pictures');

const DAG = 'example_secrets_dag';
const TASK = 'print_variable';

/** What the task prints. Airflow masks a variable only if its key sounds like a secret, for example "password", "token" or "secret". */
const PRINTED = 'Variable my_var: hello';

const CHECKS = {
  shown: 'the log of the example DAG shows the value of the secret, after a run by the scheduler in a new project',
  same: 'the picture in docs is of this Airflow, of this DAG and of this value',
  quiet: 'the page requests nothing from another machine',
} as const;

/** What a picture shows, beside it: a picture cannot be compared, since it has times in it. */
interface Facts {
  readonly airflow: string;
  /** The SHA-256 of the DAG's file. */
  readonly dag: string;
  readonly line: string;
  /** The SHA-256 of the picture. */
  readonly picture: string;
}

/** The UI of Airflow in a real browser. It leaves the picture for docs in the cache: `scripts/pictures/airflow-log.mjs` copies it from there. */
export const UI_ROW: Row = {
  name: 'ui',
  title: 'the Airflow UI in a real Chromium, after the example DAG has run',
  fullOnly: true,
  run: prove,
};

async function prove(run: RowRun): Promise<void> {
  if (!run.wants(...Object.values(CHECKS))) {
    return;
  }
  const program = findChromium();
  const airflow = await Airflow.prepare(run, NEWEST_3);
  await installSitePackages();
  let showing: Promise<{ readonly facts: Facts; readonly elsewhere: readonly string[] }> | undefined;
  const shown = (): NonNullable<typeof showing> => showing ??= show(run, airflow, program);
  await run.check(CHECKS.shown, async () => assert.equal((await shown()).facts.line, PRINTED));
  await run.check(CHECKS.same, async () => {
    if (run.latest) {
      throw new Skipped('the picture is of the pinned versions');
    }
    const { picture, ...committed } = JSON.parse(fs.readFileSync(path.join(COMMITTED, `${NAME}.json`), 'utf-8')) as Facts;
    const { picture: _, ...now } = (await shown()).facts;
    assert.deepEqual(committed, now, 'draw it again: node scripts/pictures.mjs airflow-log');
    assert.equal(sha256(path.join(COMMITTED, `${NAME}.png`)), picture, 'the picture is another one than its facts are about');
  });
  await run.check(CHECKS.quiet, async () => assert.deepEqual((await shown()).elsewhere, []));
}

/** Runs the DAG in a new project, with the secrets that its docstring creates, and takes a picture of its log. */
async function show(run: RowRun, airflow: Airflow, program: string): Promise<{ readonly facts: Facts; readonly elsewhere: readonly string[] }> {
  const dag = dagOf(starterProject({ airflow, run }));
  const content = { actions: iamActions(run), secrets: secretsOf(fs.readFileSync(dag, 'utf-8')), parameters: [], refused: [] };
  const [aws] = await Promise.all([startFakeAws(run, content), airflow.database()]);
  const setting = { run, airflow, aws };
  const place = await newProject(setting);
  // A backend with another endpoint makes no other DAG.
  assert.equal(sha256(dagOf(place.project)), sha256(dag));
  const whole = await WholeAirflow.start(setting, place);
  const { id, state, logs } = await whole.runDag(DAG, [TASK]);
  assert.equal(state, 'success', logs[TASK]);
  const browser = await startChromium(run, program);
  const page = await LogPage.open(browser, whole.address, { dag: DAG, run: id, task: TASK });
  const line = await page.find(PRINTED);
  const folder = path.join(run.cache, 'pictures');
  fs.mkdirSync(folder, { recursive: true });
  const picture = path.join(folder, `${NAME}.png`);
  await page.picture(picture);
  await browser.close();
  await whole.stop();
  const facts: Facts = { airflow: airflow.version, dag: sha256(dag), line, picture: sha256(picture) };
  fs.writeFileSync(path.join(folder, `${NAME}.json`), `${JSON.stringify(facts, undefined, 1)}\n`);
  return { facts, elsewhere: page.elsewhere };
}

/** The secrets that the commands in a DAG's docstring create. */
function secretsOf(dag: string): StoredSecret[] {
  const secrets = [...dag.matchAll(/create-secret --name (\S+) --secret-string (\S+)/g)].map(([, name, value]) => ({ region: REGION, name, value }));
  assert.equal(secrets.length, 2, dag);
  return secrets;
}

function dagOf(project: string): string {
  return path.join(project, 'dags', `${DAG}.py`);
}

function sha256(file: string): string {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}
