import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { AzureSecretsBackend } from '../../../../src';
import { readPage } from '../../../support/pages';
import { astroTree, linkPackages, read, tempDir, write } from '../../../support/util';

const TSX = path.resolve(__dirname, '../../../../node_modules/tsx/dist/loader.mjs');
const { blocks } = readPage('docs/azure.md');
const scripts = blocks.filter(({ language }) => language === 'ts');
const shell = blocks.filter(({ language }) => language === 'sh').flatMap(({ code }) => code.split('\n'));
const backend = AzureSecretsBackend.keyVault({ vaultUrl: 'https://team-secrets.vault.azure.net' });

test.each(scripts)('the TypeScript at $at runs', ({ code }) => {
  const outdir = tempDir();
  astroTree(outdir);
  linkPackages(outdir);
  write(outdir, { '.projenrc.ts': code });
  const printed = execFileSync(process.execPath, ['--import', TSX, '.projenrc.ts'], { cwd: outdir, env: { ...process.env, NODE_ENV: '', PROJEN_DISABLE_POST: 'true' }, encoding: 'utf-8' });
  if (code.includes('roleAssignmentCommands')) {
    expect(shell).toContain(printed.trim());
  } else {
    expect(read(outdir, 'docker-compose.override.yml')).toContain('/usr/local/bin/az');
  }
});

test('the commands on the page are those of the package', () => {
  const [variable, connection] = [backend.secretNameForVariable('my_var')!, backend.secretNameForConnection('my_conn')!];
  const commands = [
    backend.createCommand(variable, 'hello'), backend.createCommand(connection, 'postgres://me:secret@db:5432/orders'), backend.deleteCommand(variable), backend.deleteCommand(connection),
    backend.purgeCommand(variable), backend.purgeCommand(variable).replace(' purge ', ' recover '),
  ];
  expect(shell).toEqual(expect.arrayContaining(commands));
});
