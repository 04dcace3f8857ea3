import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AIRFLOW_HOME, CONTAINER_USER } from '../base';
import { causesIn, type LocalCheck, type LocalSetting } from './setting';
import { runProgram } from '../tools/program';

const PAGE = path.resolve(__dirname, '../../../docs/local-secrets.md');

/** That a person without an account sees the example DAG succeed. */
export const NEW_PROJECT_CHECKS: readonly LocalCheck[] = [
  {
    name: 'projen new --local-secrets: the last command of the page prints the value, without a home, an account or a network',
    async prove(setting) {
      const { airflow } = setting;
      const project = await newProject(setting);
      const service = airflow.release.major === 3 ? 'api-server' : 'webserver';
      const ran = await airflow.run({ project, home: '/nonexistent', network: false, service }, lastCommand());
      assert.equal(ran.status, 0, ran.everything);
      assert.ok(ran.output.includes('Variable my_var: hello'), ran.everything);
      assert.deepEqual(causesIn(setting, ran.everything), []);
    },
  },
  {
    name: 'projen new --local-secrets: git and the image have the examples and no file with secrets',
    async prove(setting) {
      const project = await newProject(setting);
      const { stdout } = await runProgram('git', ['-c', 'init.defaultBranch=main', 'init', '-q'], { cwd: project }).then(() => runProgram('git', ['status', '--porcelain', '-uall'], { cwd: project }));
      const names = stdout.split('\n').map((line) => line.slice(3)).filter((name) => name.startsWith('secrets/'));
      assert.deepEqual(names.sort(), ['secrets/connections.example.yaml', 'secrets/variables.example.yaml']);
    },
  },
  {
    name: 'projen new --local-secrets: astro dev parse and astro dev pytest pass without an account',
    async prove(setting) {
      const project = await newProject(setting);
      for (const [tests, passed] of [['.astro/test_dag_integrity_default.py', '2 passed'], ['tests', '5 passed']]) {
        const { status, output } = await pytest(setting, project, tests);
        assert.equal(status, 0, output);
        assert.ok(output.includes(passed), output);
      }
    },
  },
];

/** Runs `projen new` with the packed package, without git and without an install of what the rc file needs. */
async function newProject({ airflow, run }: LocalSetting): Promise<string> {
  const project = path.join(fs.mkdtempSync(path.join(run.work, 'new-')), 'orders');
  fs.mkdirSync(project);
  const folder = path.dirname(run.packages.modules);
  const tarball = path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith('.tgz'))!);
  const args = ['new', '--from', tarball, '--projen-version', run.packages.version('projen'), '--name', 'orders', '--local-secrets', '--projenrc-js', '--runtime-version', airflow.tag, '--no-git', '--no-post'];
  const env = { ...process.env, CI: undefined, PROJEN_DISABLE_POST: '1', npm_config_cache: path.join(run.cache, 'npm'), npm_config_prefer_offline: 'true' };
  const { status, output } = await runProgram(process.execPath, [path.join(run.packages.folder('projen'), 'bin', 'projen'), ...args], { cwd: project, env });
  assert.equal(status, 0, output);
  assert.match(fs.readFileSync(path.join(project, '.projenrc.js'), 'utf-8'), /secretsBackend: new LocalFilesystemSecretsBackend\(\),\n {2}exampleDag: \{\},/);
  return project;
}

/** The last command of the page's first block without `astro dev run`, which hands the rest to `airflow`. */
function lastCommand(): string[] {
  const [, block] = /^```sh\n([^]*?)^```$/m.exec(fs.readFileSync(PAGE, 'utf-8')) ?? [];
  const last = block.trim().split('\n').at(-1)!.replace(/\s+#.*/, '');
  const [, words] = /^astro dev run (.+)$/.exec(last) ?? [];
  assert.ok(words !== undefined, `the last command of the page is ${last}`);
  return ['airflow', ...words.split(' ')];
}

/** Runs pytest as the Astro CLI does: in a container of the image, which has the project without what is ignored, with the variables of `.env`. */
async function pytest({ airflow, run }: LocalSetting, project: string, tests: string) {
  const image = path.join(fs.mkdtempSync(path.join(run.work, 'image-')), 'airflow');
  fs.cpSync(project, image, { recursive: true, filter: (name) => !/\/(node_modules|secrets)$/.test(name) });
  for (const name of ['', ...fs.readdirSync(image, { recursive: true, encoding: 'utf-8' })]) {
    fs.chownSync(path.join(image, name), CONTAINER_USER.uid, CONTAINER_USER.uid);
  }
  const lines = fs.readFileSync(path.join(image, '.env'), 'utf-8').split('\n').filter((line) => /^\w+=/.test(line));
  const environment = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  return airflow.container.run({ command: ['pytest', tests], environment, network: false, mounts: [{ source: image, target: AIRFLOW_HOME, readOnly: false, create: false }] });
}
