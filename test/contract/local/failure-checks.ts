import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Place } from '../airflow/airflow';
import { edit } from '../airflow/setting';
import { OVERRIDE_FILE } from '../base';
import { causesIn, placeWith, write, type LocalCheck, type LocalSetting } from './setting';

/** What is wrong in a working project. */
interface Failure {
  readonly what: string;
  readonly spoil: (place: Place) => void;
  /** What Airflow prints, by its major version where that matters. */
  readonly log: RegExp | Readonly<Record<number, RegExp>>;
  readonly cause: string;
  /** What must not be printed by us; Airflow itself shows lines of a damaged file. */
  readonly connection?: boolean;
}

const VARIABLES = 'secrets/variables.yaml';
const CONNECTIONS = 'secrets/connections.yaml';

const FAILURES: readonly Failure[] = [
  {
    what: 'a file that is not there',
    spoil: ({ project }) => fs.rmSync(path.join(project, VARIABLES)),
    log: { 2: /File \/usr\/local\/airflow\/secrets\/variables\.yaml was not found\. Check the configuration of your Secrets backend/, 3: /No such file or directory: '\/usr\/local\/airflow\/secrets\/variables\.yaml'/ },
    cause: 'local-file-absent',
  },
  {
    what: 'a file that another user alone may read',
    spoil: ({ project }) => fs.chmodSync(path.join(project, VARIABLES), 0o600),
    log: /Permission denied: '\/usr\/local\/airflow\/secrets\/variables\.yaml'/,
    cause: 'local-file-closed',
  },
  {
    what: 'a file that is not YAML',
    spoil: (place) => write(place, VARIABLES, 'my_var: "hello\n'),
    log: /Failed to load the secret file/,
    cause: 'local-file-damaged',
  },
  {
    what: 'a file with comments alone',
    spoil: (place) => write(place, VARIABLES, '# nothing\n'),
    log: /Failed to load the secret file/,
    cause: 'local-file-damaged',
  },
  {
    what: 'a list for a connection',
    spoil: (place) => write(place, CONNECTIONS, 'other: ["a://b", "c://d"]\nmy_conn: "postgres://me:secret@db:5432/orders"\n'),
    log: /Found multiple values for other/,
    cause: 'local-key-twice',
    connection: true,
  },
  {
    what: 'a part that no connection has',
    spoil: (place) => write(place, CONNECTIONS, 'other:\n  conn_type: http\n  hostname: x\nmy_conn: "postgres://me:secret@db:5432/orders"\n'),
    log: /The object have illegal keys: hostname/,
    cause: 'local-connection',
    connection: true,
  },
  {
    what: 'a name that ends in nothing that Airflow reads',
    spoil: ({ project }) => {
      fs.renameSync(path.join(project, VARIABLES), path.join(project, 'secrets/variables.txt'));
      edit(project, OVERRIDE_FILE, (text) => text.replaceAll('variables.yaml"', 'variables.txt"'));
    },
    log: /Unsupported file format\. The file must have one of the following extensions/,
    cause: 'local-file-format',
  },
];

/** That each mistake fails as the documentation says, and is named from what Airflow prints. */
export const FAILURE_CHECKS: readonly LocalCheck[] = [
  ...FAILURES.map((failure): LocalCheck => ({
    name: `local files, ${failure.what}: a lookup fails with the log that the table of causes knows`,
    async prove(setting) {
      const place = placeWith(setting);
      failure.spoil(place);
      const { everything } = await setting.airflow.run(place, ['airflow', 'dags', 'test', 'example_secrets_dag']);
      assert.ok(!everything.includes(failure.connection === true ? 'host: db' : 'Variable my_var: hello'), everything);
      const logged = failure.connection === true && setting.airflow.release.major === 3 ? await directly(setting, place) : everything;
      assert.match(logged, failure.log instanceof RegExp ? failure.log : failure.log[setting.airflow.release.major]);
      assert.deepEqual(causesIn(setting, logged), [failure.cause]);
    },
  })),
  {
    name: 'local files: an argument that the class does not have stops every import of Airflow',
    async prove(setting) {
      const place = placeWith(setting);
      edit(place.project, OVERRIDE_FILE, (text) => text.replaceAll('variables_file_path', 'variable_file_path'));
      const { status, everything } = await setting.airflow.run(place, ['airflow', 'variables', 'list']);
      assert.notEqual(status, 0);
      assert.match(everything, /TypeError: LocalFilesystemBackend\.__init__\(\) got an unexpected keyword argument 'variable_file_path'/);
      assert.deepEqual(causesIn(setting, everything), ['local-argument']);
    },
  },
  {
    name: 'local files: what we refuse the class does not read either',
    async prove(setting) {
      for (const name of ['secrets/v.txt', 'secrets/v', 'secrets/v.yaml.bak', 'secrets/v.toml']) {
        assert.throws(() => placeWith(setting, `{ variablesFile: '${name}' }`), /does not end in \.yaml, \.yml, \.json or \.env/);
        const { output } = await setting.airflow.run(placeWith(setting), ['python', '-c', `from airflow.secrets.local_filesystem import load_variables\nimport pathlib\npath = "/tmp/${path.basename(name)}"\npathlib.Path(path).write_text("a: b")\nload_variables(path)`]);
        assert.match(output, /Unsupported file format/, name);
      }
    },
  },
];

/** Airflow 3 does not log why a backend failed for a connection. */
async function directly({ airflow }: LocalSetting, place: Place): Promise<string> {
  const { output } = await airflow.run(place, ['python', '-c', 'from airflow.configuration import get_custom_secret_backend\nget_custom_secret_backend().get_connection("my_conn")']);
  return output;
}
