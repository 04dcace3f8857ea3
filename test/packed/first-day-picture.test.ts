import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { testIf } from '../support/projects';

jest.setTimeout(300_000);

const testUnix = testIf(process.platform !== 'win32', 'a terminal of sh');

testUnix('docs/pictures/first-day.svg shows what the packed package prints now', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/pictures.mjs', '--check', 'first-day'], { cwd: path.resolve(__dirname, '../..'), encoding: 'utf-8' });
  expect([status, stderr]).toEqual([0, '']);
});
