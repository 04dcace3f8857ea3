import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');

test('docs/doctor.md has a row for each check', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/doctor-table.mjs', '--check'], { cwd: ROOT, encoding: 'utf-8' });
  expect([status, stderr]).toEqual([0, '']);
});
