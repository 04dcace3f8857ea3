import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');

test('docs/troubleshooting.md has the causes that the commands print', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/cause-tables.mjs', '--check'], { cwd: ROOT, encoding: 'utf-8' });
  expect([status, stderr]).toEqual([0, '']);
});
