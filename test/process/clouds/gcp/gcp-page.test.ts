import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { GcpSecretsBackend } from '../../../../src';
import { readPage } from '../../../support/pages';
import { astroTree, linkPackages, read, tempDir, write } from '../../../support/util';

const TSX = path.resolve(__dirname, '../../../../node_modules/tsx/dist/loader.mjs');
const { blocks } = readPage('docs/gcp.md');
const linesOf = (...languages: string[]): string[] => blocks.filter(({ language }) => languages.includes(language)).flatMap(({ code }) => code.split('\n'));
const backend = GcpSecretsBackend.secretManager({ projectId: 'orders-dev' });

test.each(blocks.filter(({ language }) => language === 'ts'))('the TypeScript at $at runs', ({ code }) => {
  const outdir = tempDir();
  astroTree(outdir);
  linkPackages(outdir);
  write(outdir, { '.projenrc.ts': code });
  execFileSync(process.execPath, ['--import', TSX, '.projenrc.ts'], { cwd: outdir, env: { ...process.env, NODE_ENV: '', PROJEN_DISABLE_POST: 'true' } });
  expect(read(outdir, 'docker-compose.override.yml')).toContain(linesOf('yaml')[0].trim());
  if (code.includes('JsonFile')) {
    expect(JSON.parse(read(outdir, 'iam/read-airflow-secrets.json'))).toEqual({
      title: 'read-airflow-secrets',
      description: 'Variables and connections of Airflow',
      expression: 'resource.name.startsWith("projects/123456789012/secrets/airflow-connections-") || resource.name.startsWith("projects/123456789012/secrets/airflow-variables-")',
    });
  }
});

test('the commands on the page are those of the package', () => {
  const [variable, connection] = [backend.secretNameForVariable('my_var')!, backend.secretNameForConnection('my_conn')!];
  const commands = [backend.createCommand(variable, 'hello'), backend.createCommand(connection, 'postgres://me:secret@db:5432/orders'), backend.deleteCommand(variable), backend.deleteCommand(connection)];
  expect(linesOf('sh', 'powershell')).toEqual(expect.arrayContaining(commands.flatMap((text) => text!.split('\n')).map((line) => line.replace(/ {2}# .*$/, ''))));
});
