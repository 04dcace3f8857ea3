import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { tempDir, write } from '../../support/util';

const LIB = path.resolve(__dirname, '../../../lib');

/** What Node prints of an error that nobody catches. */
function printed(code: string): string {
  const outdir = tempDir();
  write(outdir, { 'rc.js': code });
  return spawnSync(process.execPath, ['rc.js'], { cwd: outdir, encoding: 'utf-8', env: { ...process.env, NODE_OPTIONS: '' } }).stderr;
}

const START = `const { Project } = require(${JSON.stringify(require.resolve('projen'))});\nconst airflow = require(${JSON.stringify(LIB)});\n`;

test.each([
  ['a name', 'new airflow.AstroProject({ name: \'Orders Pipelines\' });', /^AstroAirflowError: The project name "Orders Pipelines" is not valid for npm, Docker and the Astro CLI alike\./m],
  ['an argument', 'airflow.AwsCredentials.session({ profil: \'dev\' });', /^AstroAirflowError: AwsCredentials\.session\(\) has no option "profil"\./m],
  ['an error that another function makes', 'new airflow.LocalAirflow(new Project({ name: \'a\' }), { runtimeVersion: \'3.1-12\' }).addEnvironment(\'A\', \'1\', { services: [\'webserver\'] });', /^AstroAirflowError: The service "webserver"/m],
  ['a check of a synth', 'require(\'fs\').writeFileSync(\'.env\', \'A="1\\n\');\nconst p = new Project({ name: \'a\' });\nnew airflow.LocalAirflow(p, { runtimeVersion: \'3.1-12\' }).addDotenvKey(\'B\', \'1\');\np.synth();', /^AstroAirflowError: \.env: line 1 opens a quote/m],
])('a refusal in an rc file is printed once, without a line of our code: %s', (_, code, message) => {
  const text = printed(START + code);
  expect(text).toMatch(message);
  expect(text).not.toMatch(/\$\{|throw |AstroAirflowError\(|[\\/]lib[\\/]/);
  expect(text.match(/AstroAirflowError/g)).toHaveLength(1);
  expect(text).toMatch(/^ +at .*rc\.js:\d+:\d+/m);
});
