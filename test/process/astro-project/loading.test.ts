import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { tempDir } from '../../support/util';

const LIB = path.resolve(__dirname, '../../../lib');

/** The modules that a script has loaded when it ends. */
function loadedBy(script: string): string[] {
  const program = `process.env.PROJEN_DISABLE_POST = 'true'; const lib = require(${JSON.stringify(LIB)}); ${script}; console.log('\\n' + JSON.stringify(Object.keys(require.cache)));`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf-8', cwd: tempDir(), env: { ...process.env, NODE_ENV: '' } });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return (JSON.parse(stdout.trim().split('\n').at(-1)!) as string[]).map((name) => name.split(path.sep).join('/'));
}

const HEAVY = ['projen/lib/index.js', 'projen/lib/github/github.js', 'projen/lib/javascript/node-package.js', 'projen/lib/typescript/', 'projen/lib/python/projenrc.js', 'dockerfile-ast/', '/diff/'];

test('the classes of the package load none of the large parts of projen and none of the libraries that few synths need', () => {
  const loaded = loadedBy('Object.values(lib)');
  expect(loaded.some((name) => name.includes('projen/lib/project.js'))).toBe(true);
  expect(HEAVY.filter((part) => loaded.some((name) => name.includes(part)))).toEqual([]);
});

test('a project without GitHub and in JavaScript loads neither GitHub\'s component nor the one for TypeScript', () => {
  const loaded = loadedBy("new lib.AstroProject({ name: 'orders', outdir: 'x', projenrcPython: true, github: false, dagWorkflow: false })");
  expect(loaded.some((name) => name.endsWith('projen/lib/python/projenrc.js'))).toBe(true);
  expect(['projen/lib/github/github.js', 'projen/lib/javascript/node-package.js', 'projen/lib/typescript/'].filter((part) => loaded.some((name) => name.includes(part)))).toEqual([]);
});

test('what compose takes is loaded where a user says something in its words', () => {
  const project = `new (require(${JSON.stringify(require.resolve('projen/lib/project'))}).Project)({ name: 'orders', outdir: 'x', logging: { level: 0 } })`;
  const airflow = `const project = ${project}; const local = new lib.LocalAirflow(project, { runtimeVersion: '3.1-12', credentials: [lib.AwsCredentials.mounted()] }); local.addEnvironment('A', 'b')`;
  const isLoaded = (script: string): boolean => loadedBy(`${airflow}; ${script}; project.synth()`).some((name) => name.endsWith('files/compose-schema.js'));
  expect([isLoaded(''), isLoaded("local.addVolume('v')"), isLoaded("local.override.file.addOverride('services.scheduler.user', 'root')")]).toEqual([false, true, true]);
});
