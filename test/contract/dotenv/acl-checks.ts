import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { debianPackages } from '../containers/debian';
import type { Row, RowRun } from '../row';
import { mustRun } from '../tools/program';

/** `.env` with an access list, and the tools of the package acl. */
export const ACCESS_LIST_ROW: Row = {
  name: 'access-list',
  title: 'a synth keeps the access list (ACL) of .env',
  fullOnly: true,
  run: proveAccessList,
};

async function proveAccessList(run: RowRun): Promise<void> {
  await run.check('an access list (ACL) of .env is as it was after a synth that changes the file, and nobody else has access', async () => {
    const { directory: tools, versions } = await debianPackages(run, 'acl', ['acl']);
    run.version('acl', versions.get('acl') ?? 'none');
    const env = { ...process.env, PATH: `${path.join(tools, 'bin')}${path.delimiter}${process.env.PATH}`, PROJEN_DISABLE_POST: '1', NODE_ENV: '' };
    const directory = path.join(run.work, 'access-list');
    run.packages.synthesize(directory, {
      image: 'astrocrpublic.azurecr.io/runtime:3.1-12',
      files: { '.env': 'MINE=1\n' },
      rc: "new astro.LocalAirflow(project).addDotenvKey('ROUND', process.env.ROUND ?? '0');",
    });
    const file = path.join(directory, '.env');
    fs.chmodSync(file, 0o600);
    const listOf = (): string => execFileSync('getfacl', ['--omit-header', '--absolute-names', file], { env, encoding: 'utf-8' });
    execFileSync('setfacl', ['--modify', 'user:50000:r', file], { env });
    const before = listOf();
    assert.match(before, /^user:50000:r--$/m);
    await mustRun(process.execPath, ['.projenrc.js'], { cwd: directory, env: { ...env, ROUND: '1' } });
    assert.match(fs.readFileSync(file, 'utf-8'), /^ROUND=1$/m);
    assert.equal(listOf(), before);
  });
}
