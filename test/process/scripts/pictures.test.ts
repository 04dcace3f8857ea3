import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { testIf } from '../../support/projects';

// Each picture is a run of several programs.
jest.setTimeout(180_000);

const ROOT = path.resolve(__dirname, '../../..');
const testUnix = testIf(process.platform !== 'win32', 'programs of sh');

function pictures(...args: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/pictures.mjs', ...args], { cwd: ROOT, encoding: 'utf-8' });
  return { status, stderr };
}

describe('the pictures of terminals in docs', () => {
  testUnix('show what the programs print now', () => {
    expect(pictures('--check', 'drift-report', 'doctor')).toEqual({ status: 0, stderr: '' });
  });

  test('are drawn by their names', () => {
    expect(pictures('nothing')).toEqual({ status: 2, stderr: 'There is no picture nothing. The pictures are drift-report, doctor, first-day.\n' });
  });

  test('move only for those who like it, and are small', () => {
    const cast = fs.readFileSync(path.join(ROOT, 'docs', 'pictures', 'first-day.svg'), 'utf-8');
    expect(cast).toContain('@media (prefers-reduced-motion: no-preference) {');
    expect(cast.length).toBeLessThan(20_000);
  });
});
