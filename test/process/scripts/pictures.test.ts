import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { testIf } from '../../support/projects';
import { tempDir } from '../../support/util';

// Each picture is a run of several programs.
jest.setTimeout(180_000);

const ROOT = path.resolve(__dirname, '../../..');
const testUnix = testIf(process.platform !== 'win32', 'programs of sh');

function pictures(...args: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/pictures.mjs', ...args], { cwd: ROOT, encoding: 'utf-8' });
  return { status, stderr };
}

describe('the pictures in docs', () => {
  testUnix('show what the programs show now', () => {
    expect(pictures('--check', 'drift-report', 'doctor', 'airflow-log')).toEqual({ status: 0, stderr: '' });
  });

  test('are drawn by their names', () => {
    expect(pictures('nothing')).toEqual({ status: 2, stderr: 'There is no picture nothing. The pictures are drift-report, doctor, first-day, airflow-log.\n' });
  });

  test('move only for those who like it, and are small', () => {
    const cast = fs.readFileSync(path.join(ROOT, 'docs', 'pictures', 'first-day.svg'), 'utf-8');
    expect(cast).toContain('@media (prefers-reduced-motion: no-preference) {');
    expect(cast.length).toBeLessThan(20_000);
  });
});

describe('the picture of the Airflow UI', () => {
  const PICTURE = 'docs/pictures/airflow-log.png';
  const FACTS = 'docs/pictures/airflow-log.json';
  const PINNED = 'test/contract/requirements/airflow3.txt';

  /** What the check finds in a copy of the picture, and of what it is compared with, of which one file is changed; without a text it is deleted. */
  function found(file: string, change?: (text: string) => string): string {
    const root = tempDir();
    for (const name of [PICTURE, FACTS, PINNED]) {
      fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      fs.copyFileSync(path.join(ROOT, name), path.join(root, name));
    }
    const target = path.join(root, file);
    if (change === undefined) {
      fs.rmSync(target);
    } else {
      fs.writeFileSync(target, change(fs.readFileSync(target, 'latin1')), 'latin1');
    }
    const program = `import { difference } from './scripts/pictures/airflow-log.mjs'; console.log(await difference(${JSON.stringify(root)}));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: ROOT, encoding: 'utf-8' });
    expect(stderr).toBe('');
    return stdout.trim();
  }

  test('is out of date after a change of Airflow, of the example DAG or of one file alone', () => {
    const { airflow } = JSON.parse(fs.readFileSync(path.join(ROOT, FACTS), 'utf-8')) as { airflow: string };
    expect(found(PINNED, (text) => text)).toBe('undefined');
    expect(found(PINNED, (text) => text.replace(/^apache-airflow==.*$/m, 'apache-airflow==3.99.0'))).toBe(`${PICTURE} shows Airflow ${airflow}, and the contract has 3.99.0`);
    expect(found(FACTS, (text) => text.replace(/("dag": ")../, '$1zz'))).toBe(`${PICTURE} shows the log of an example DAG that has changed since`);
    expect(found(PICTURE, (text) => `${text} `)).toBe(`${PICTURE} is another picture than ${FACTS} describes`);
    expect(found(FACTS)).toBe(`${FACTS} is missing`);
  });

  test('is small, as wide as a page, and shows the value that the example asks for', () => {
    const picture = fs.readFileSync(path.join(ROOT, PICTURE));
    expect(picture.length).toBeLessThan(150_000);
    // The header of a PNG has its width.
    expect([picture.toString('latin1', 1, 4), picture.readUInt32BE(16)]).toEqual(['PNG', 1280]);
    expect(JSON.parse(fs.readFileSync(path.join(ROOT, FACTS), 'utf-8'))).toMatchObject({ line: 'Variable my_var: hello' });
  });
});
