import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');

test('docs/credentials.md has the answers of the strategies', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/strategy-table.mjs', '--check'], { cwd: ROOT, encoding: 'utf-8' });
  expect([status, stderr]).toEqual([0, '']);
});
