import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { EXAMPLE_CONNECTION, lookUp, placeWith, testDag, write, type LocalCheck } from './setting';
import { script } from '../airflow/setting';

const PASSWORD = 'secret';

/** That what the package writes lets Airflow find what is in the files. */
export const LOOKUP_CHECKS: readonly LocalCheck[] = [
  ...['yaml', 'yml', 'json', 'env'].map((format): LocalCheck => ({
    name: `local files: the example DAG prints the values of the created .${format} files, as the container user and without a network`,
    async prove(setting) {
      const place = placeWith(setting, `{ variablesFile: 'secrets/variables.${format}', connectionsFile: 'config/local/connections.${format}' }`);
      const { everything } = await testDag(setting, place);
      for (const line of ['Variable my_var: hello', 'Connection my_conn:', '  conn_type: postgres', '  host: db', '  login: me']) {
        assert.ok(everything.includes(line), `no ${line} in ${everything}`);
      }
      assert.ok(!everything.includes(`:${PASSWORD}@`), 'the password is printed');
    },
  })),
  {
    name: 'local files: variables and connections of each form are found in the web server and in the triggerer',
    async prove(setting) {
      const place = placeWith(setting);
      write(place, 'secrets/variables.yaml', 'my_var: "text with = and # and \\"quotes\\""\njson: \'{"a": [1]}\'\n"007": "agent"\n');
      write(place, 'secrets/connections.yaml', 'uri: "postgres://me:secret@db:5432/orders"\nparts:\n  conn_type: postgres\n  host: db\n  login: me\n  password: secret\n  extra_dejson:\n    sslmode: require\n');
      for (const service of [setting.airflow.release.major === 3 ? 'api-server' : 'webserver', 'triggerer']) {
        const { found, log } = await lookUp(setting, { ...place, service }, ['variable', 'my_var'], ['variable', 'json'], ['variable', '007'], ['variable', 'absent'], ['connection', 'uri'], ['connection', 'parts'], ['connection', 'absent']);
        const connection = { ...EXAMPLE_CONNECTION, id: 'uri' };
        assert.deepEqual(found, ['text with = and # and "quotes"', '{"a": [1]}', 'agent', null, connection, { ...connection, id: 'parts', extra: { sslmode: 'require' } }, null], log);
      }
    },
  },
  {
    name: 'local files: an edit, and a file that replaces another one, are read in the same process; a mount of the file alone keeps the old one',
    async prove({ airflow, run }) {
      const project = path.join(fs.mkdtempSync(path.join(run.work, 'edited-')), 'orders');
      const rc = 'new astro.LocalAirflow(project, { secretsBackend: new astro.LocalFilesystemSecretsBackend() }).addMount({ source: \'./secrets/variables.yaml\', target: \'/opt/alone.yaml\', readOnly: true });';
      run.packages.synthesize(project, { image: airflow.release.image, rc });
      const place = { project, home: fs.mkdtempSync(path.join(run.work, 'home-')), network: false };
      const file = path.join(project, 'secrets/variables.yaml');
      const server = await airflow.start(place, ['python', '-c', script('ask_on.py', __dirname)]);
      const answer = async (expected: string): Promise<void> => {
        for (const end = Date.now() + 60_000; !server.log().trimEnd().endsWith(expected);) {
          assert.ok(Date.now() < end, `no ${expected} at the end of ${server.log().slice(-2_000)}`);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      };
      await answer('FOLDER hello FILE hello');
      fs.writeFileSync(file, 'my_var: edited\n');
      await answer('FOLDER edited FILE edited');
      fs.writeFileSync(`${file}.new`, 'my_var: replaced\n');
      fs.renameSync(`${file}.new`, file);
      await answer('FOLDER replaced FILE edited');
      server.stop();
    },
  },
  {
    name: 'local files: with keysInOverride nothing is in .env, and the values are found all the same',
    async prove(setting) {
      const place = placeWith(setting, '', 'keysInOverride: true');
      assert.doesNotMatch(fs.readFileSync(path.join(place.project, '.env'), 'utf-8'), /AIRFLOW__SECRETS/);
      const { found, log } = await lookUp(setting, place, ['variable', 'my_var'], ['connection', 'my_conn']);
      assert.deepEqual(found, ['hello', EXAMPLE_CONNECTION], log);
    },
  },
  {
    name: 'local files: the containers cannot write them',
    async prove(setting) {
      const place = placeWith(setting);
      fs.chmodSync(path.join(place.project, 'secrets/variables.yaml'), 0o666);
      const { output } = await setting.airflow.run(place, ['sh', '-c', 'echo x > /usr/local/airflow/secrets/variables.yaml; ls -l /usr/local/airflow/secrets']);
      assert.match(output, /Read-only file system/);
    },
  },
  {
    name: 'local files: in the standalone mode the paths of .env lead to the files, from the project\'s directory',
    async prove(setting) {
      const { project } = placeWith(setting);
      const ran = await inProject(setting, project, project);
      assert.match(ran.output, /^FOUND \["hello"/m, ran.output);
    },
  },
  {
    name: 'local files: astro dev parse and pytest have no such file in the image, and take what the environment has',
    async prove(setting) {
      const { project } = placeWith(setting);
      const image = fs.mkdtempSync(path.join(setting.run.work, 'image-'));
      fs.chmodSync(image, 0o755);
      const ignored = fs.readFileSync(path.join(project, '.dockerignore'), 'utf-8');
      assert.match(ignored, /^secrets\/variables\.yaml\*$/m);
      const ran = await inProject(setting, project, image, { AIRFLOW_VAR_MY_VAR: 'of the environment' });
      assert.match(ran.output, /^FOUND \["of the environment"/m, ran.output);
    },
  },
  {
    name: 'local files: a value of Airflow\'s configuration is found where Airflow has that argument, and is refused elsewhere',
    async prove(setting) {
      const { airflow, run } = setting;
      const options = '{ configsFile: \'secrets/config.yaml\' }';
      if (!airflow.isAtLeast(3, 2)) {
        assert.throws(() => placeWith(setting, options), /configsFile: The argument configs_file_path .* from 3\.2 on/);
        return;
      }
      const project = path.join(fs.mkdtempSync(path.join(run.work, 'config-')), 'orders');
      run.packages.synthesize(project, { image: airflow.release.image, rc: `new astro.LocalAirflow(project, { allowSecret: ['AIRFLOW__SENTRY__SENTRY_DSN_SECRET'], secretsBackend: new astro.LocalFilesystemSecretsBackend(${options}) }).addEnvironment('AIRFLOW__SENTRY__SENTRY_DSN_SECRET', 'my_config');` });
      const { found, log } = await lookUp(setting, { project, home: project, network: false }, ['config', 'sentry.sentry_dsn']);
      assert.deepEqual(found, ['hello'], log);
    },
  },
];

/** Looks up outside of the containers of a start: with the keys of `.env` alone, from a directory. */
async function inProject({ airflow }: Parameters<LocalCheck['prove']>[0], project: string, directory: string, more: Record<string, string> = {}) {
  const lines = fs.readFileSync(path.join(project, '.env'), 'utf-8').split('\n').filter((line) => /^\w+=/.test(line));
  const environment = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  const python = script('look_up.py', path.resolve(__dirname, '../airflow'));
  return airflow.container.run({
    command: ['sh', '-c', 'cd /srv/project && exec python -c "$1"', 'sh', python],
    environment: { ...environment, ...more, AIRFLOW_HOME: '/tmp/airflow' },
    network: false,
    mounts: [{ source: directory, target: '/srv/project', readOnly: true, create: false }],
    input: JSON.stringify([['variable', 'my_var']]),
  });
}
