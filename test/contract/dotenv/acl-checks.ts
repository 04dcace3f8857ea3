import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { rounds } from './rounds';
import { debianPackages } from '../containers/debian';
import type { Row, RowRun } from '../row';

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
    const env = { ...process.env, PATH: `${path.join(tools, 'bin')}${path.delimiter}${process.env.PATH}` };
    const { file, synth } = rounds(run, 'access-list');
    fs.chmodSync(file, 0o600);
    const listOf = (): string => execFileSync('getfacl', ['--omit-header', '--absolute-names', file], { env, encoding: 'utf-8' });
    execFileSync('setfacl', ['--modify', 'user:50000:r', file], { env });
    const before = listOf();
    assert.match(before, /^user:50000:r--$/m);
    await synth(1, env);
    assert.match(fs.readFileSync(file, 'utf-8'), /^ROUND=1$/m);
    assert.equal(listOf(), before);
  });
}
