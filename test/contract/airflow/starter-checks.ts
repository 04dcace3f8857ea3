import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AIRFLOW_HOME, CONTAINER_USER } from '../base';
import { edit, homeWith, testDag, type AirflowCheck, type Setting } from './setting';
import { Machine } from '../session/machine';
import type { Ran } from '../tools/program';

const PARSE = '.astro/test_dag_integrity_default.py';

/** That the samples of a new project are what they are meant to be, beside the example DAG. */
export const STARTER_CHECKS: readonly AirflowCheck[] = [
  {
    name: 'samples: astro dev parse and astro dev pytest pass on the sample DAG and the example DAG',
    async prove(setting) {
      const project = starterProject(setting);
      assertEnded(await pytest(setting, project, PARSE), 0, '2 passed');
      assertEnded(await pytest(setting, project, 'tests'), 0, '5 passed');
    },
  },
  {
    name: 'samples: the sample DAG runs, with a task for each store',
    async prove(setting) {
      const project = starterProject(setting);
      // Without keys, as after "start --no-export".
      const home = homeWith(setting, { config: {} });
      await new Machine(setting.run, { home }).all({ action: 'prepare', project });
      const { everything } = await testDag(setting, { project, home, network: false }, 'exampledag');
      for (const line of ['Lisbon: 26.75', 'Osaka: 120.00', 'Quito: 53.25']) {
        assert.ok(everything.includes(line), everything);
      }
    },
  },
  {
    name: 'samples: astro dev pytest names each DAG without tags or with one retry, and each file that does not import',
    async prove(setting) {
      const project = starterProject(setting);
      addDag(setting, project, 'no_tags', { tags: '[]' });
      addDag(setting, project, 'one_retry', { retries: '{"retries": 1}' });
      addDag(setting, project, 'no_retries', { retries: '{}' });
      addDag(setting, project, 'not_importing', { first: 'import no_such_module' });
      assertEnded(
        await pytest(setting, project, 'tests'),
        1,
        '4 failed, 7 passed',
        'The DAG no_tags in dags/no_tags.py has no tags.',
        'The DAG one_retry in dags/one_retry.py needs default_args={"retries": 2} or more, and has 1.',
        'The DAG no_retries in dags/no_retries.py needs default_args={"retries": 2} or more, and has None.',
        'dags/not_importing.py does not import:',
        'No module named \'no_such_module\'',
      );
    },
  },
  {
    name: 'samples: astro dev parse fails for a file that does not import, and no longer once it is listed as an exception',
    async prove(setting) {
      const project = starterProject(setting);
      addDag(setting, project, 'not_importing', { first: 'import no_such_module' });
      assertEnded(await pytest(setting, project, PARSE), 1, '1 failed, 2 passed', 'dags/not_importing.py does not import:', 'No module named \'no_such_module\'');
      edit(project, '.astro/dag_integrity_exceptions.txt', (text) => `${text}dags/not_importing.py\r\n`);
      assertEnded(await pytest(setting, project, PARSE), 0, '2 passed, 1 skipped');
    },
  },
  {
    name: 'samples: astro dev parse needs no secret that a DAG looks up when it is imported, and takes what the environment has',
    async prove(setting) {
      const project = starterProject(setting);
      addDag(setting, project, 'looking_up', { first: lookUps(setting) });
      edit(project, '.env', (text) => `${text}AIRFLOW_VAR_GIVEN=from .env\nAIRFLOW_CONN_GIVEN=postgres://reader:word@db:5432/orders\nGIVEN=yes\n`);
      const ran = await pytest(setting, project, PARSE);
      assertEnded(ran, 0, '3 passed');
      edit(project, 'dags/looking_up.py', (text) => text.replace('os.getenv("COUNT"))', '$&\nassert False'));
      assertEnded(await pytest(setting, project, PARSE), 1, 'Stand-ins were given for: Connection warehouse, Variable bucket, Variable settings, environment variable BUCKET, environment variable COUNT');
    },
  },
  {
    name: 'the test files of astro dev init give DagBag an argument that Airflow 3.3 no longer has; without it, and with the variable in its place, they pass',
    async prove(setting) {
      const project = starterProject(setting);
      const file = path.join(project, 'tests', 'dags', 'test_as_the_cli_makes_it.py');
      const test = (first: string, argument: string): string => `import os\n${first}\nfrom airflow.models import DagBag\n\ndef test_imports():\n    assert not DagBag(${argument}).import_errors\n`;
      fs.writeFileSync(file, test('', 'include_examples=False'));
      const ran = await pytest(setting, project, file.slice(project.length + 1));
      if (setting.airflow.isAtLeast(3, 3)) {
        assertEnded(ran, 1, 'got an unexpected keyword argument \'include_examples\'');
      } else {
        assertEnded(ran, 0, '1 passed');
      }
      fs.writeFileSync(file, test('os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"', ''));
      assertEnded(await pytest(setting, project, file.slice(project.length + 1)), 0, '1 passed');
    },
  },
];

/**
 * A new Astro project, as "projen new" makes it.
 *
 * @param backend options of its backend, as JavaScript
 */
export function starterProject({ airflow, run }: Pick<Setting, 'airflow' | 'run'>, backend: string = ''): string {
  const options = `credentials: [astro.AwsCredentials.session()], secretsBackend: astro.AwsSecretsBackend.secretsManager(${backend}), exampleDag: {}`;
  const project = path.join(fs.mkdtempSync(path.join(run.work, 'new-')), 'orders');
  const { image } = airflow.release;
  run.packages.synthesize(project, { image, rc: '', project: `new astro.AstroProject({ name: 'orders', runtimeVersion: '${image.split(':')[1]}', projenrcJs: true, ${options} })` });
  return project;
}

/** Runs pytest as the Astro CLI does: in a container of the image, which has the project, with the variables of `.env`. */
async function pytest({ airflow, run }: Setting, project: string, tests: string): Promise<Ran> {
  const image = path.join(fs.mkdtempSync(path.join(run.work, 'image-')), 'airflow');
  fs.cpSync(project, image, { recursive: true });
  for (const name of ['', ...fs.readdirSync(image, { recursive: true, encoding: 'utf-8' })]) {
    fs.chownSync(path.join(image, name), CONTAINER_USER.uid, CONTAINER_USER.uid);
  }
  const lines = fs.readFileSync(path.join(image, '.env'), 'utf-8').split('\n').filter((line) => /^\w+=/.test(line));
  const environment = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  return airflow.container.run({ command: ['pytest', tests], environment, network: false, mounts: [{ source: image, target: AIRFLOW_HOME, readOnly: false, create: false }] });
}

function assertEnded({ status, output }: Ran, expected: number, ...texts: string[]): void {
  assert.equal(status, expected, output);
  texts.forEach((text) => assert.ok(output.includes(text), `no ${JSON.stringify(text)} in ${output}`));
}

/** Adds a DAG that is right but for one thing. */
function addDag({ airflow }: Setting, project: string, id: string, { first = '', tags = '["sample"]', retries = '{"retries": 2}' }): void {
  fs.writeFileSync(path.join(project, 'dags', `${id}.py`), `
from datetime import datetime

from ${airflow.release.major === 3 ? 'airflow.sdk' : 'airflow.decorators'} import dag, task
${first}

@dag(schedule=None, start_date=datetime(2024, 1, 1), tags=${tags}, default_args=${retries})
def ${id}():
    @task
    def nothing():
        pass

    nothing()


${id}()
`);
}

/** Lookups in a file's own lines, of what is there and what is not. */
function lookUps({ airflow }: Setting): string {
  const [imports, name] = airflow.release.major === 3 ? ['from airflow.sdk import BaseHook, Variable', 'default'] : ['from airflow.hooks.base import BaseHook\nfrom airflow.models import Variable', 'default_var'];
  return `import os
${imports}
assert Variable.get("given") == "from .env"
assert Variable.get("number", ${name}=5) == 5
url = "s3://" + Variable.get("bucket")
port = Variable.get("settings", deserialize_json=True)["database"]["port"]
assert BaseHook.get_connection("given").host == "db"
url = "https://{0.login}:{0.password}@{0.host}:{0.port}".format(BaseHook.get_connection("warehouse"))
assert os.environ["GIVEN"] == os.getenv("GIVEN") == "yes"
assert os.getenv("NOT_THERE", None) is None and os.environ.get("NOT_THERE", "else") == "else"
assert "NOT_THERE" not in os.environ
url = "s3://" + os.environ["BUCKET"]
count = int(os.getenv("COUNT"))`;
}
