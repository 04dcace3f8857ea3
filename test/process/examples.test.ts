import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { linkPackages, read, readTree, tempDir } from '../support/util';

const EXAMPLES = path.resolve(__dirname, '../../examples');
const TSX = path.resolve(__dirname, '../../node_modules/tsx/dist/loader.mjs');

/** Personal files, which the examples' own ignore files keep out of the repository. */
const PERSONAL = /(^|\/)(\.env|airflow_settings\.yaml)$/;

describe.each(fs.readdirSync(EXAMPLES).filter((name) => name !== 'node_modules'))('the example %s', (example) => {
  const directory = tempDir();
  fs.cpSync(path.join(EXAMPLES, example), directory, { recursive: true });
  fs.readdirSync(directory, { recursive: true, encoding: 'utf-8' })
    .filter((name) => PERSONAL.test(name.split(path.sep).join('/')))
    .forEach((name) => fs.rmSync(path.join(directory, name)));
  const committed = readTree(directory);
  linkPackages(directory);
  const rc = fs.readdirSync(directory).find((name) => name.startsWith('.projenrc.'))!;

  beforeAll(() => {
    execFileSync(process.execPath, [...(rc.endsWith('.ts') ? ['--import', TSX] : []), rc], { cwd: directory, env: { ...process.env, NODE_ENV: '', PROJEN_DISABLE_POST: 'true' } });
    fs.rmSync(path.join(directory, 'node_modules'), { recursive: true });
  });

  test('is committed as a fresh synth writes it', () => {
    const fresh = Object.entries(readTree(directory)).filter(([name]) => !PERSONAL.test(name));
    expect(Object.fromEntries(fresh)).toEqual(committed);
  });

  test('gets a .env with the keys of its .env.example, if it declares any', () => {
    const folder = fs.existsSync(path.join(directory, 'Dockerfile')) ? '' : 'airflow/';
    const keys = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const expected = `${folder}.env.example` in committed ? keys(committed[`${folder}.env.example`]) : undefined;
    expect(fs.existsSync(path.join(directory, `${folder}.env`)) ? keys(read(directory, `${folder}.env`)) : undefined).toEqual(expected);
  });
});
