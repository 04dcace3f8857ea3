import * as fs from 'node:fs';
import * as path from 'node:path';
import { Packages } from '../../contract/packages';
import { NotPrepared, Skipped, type Row, type RowRun } from '../../contract/row';
import { cleanUpAll, NOT_READY, runRow } from '../../contract/run-row';
import { tempDir, write } from '../../support/util';

const packages = new Packages('/nowhere');
const run = (body: Row['run'], only?: string, cache = tempDir(), progress?: (text: string) => void) =>
  runRow({ name: 'some', title: 'something', run: body }, { packages, cache, latest: false, only, progress });

test('a check passes if its work ends, fails if that throws, and is skipped if that throws Skipped', async () => {
  const told: string[] = [];
  const { checks } = await run(async ({ check }) => {
    await check('one', () => undefined);
    await check('two', () => Promise.reject(new Error('broken')));
    await check('three', () => {
      throw new Skipped('there is no Go');
    });
    await check('four', () => {
      throw new NotPrepared('no network');
    });
  }, undefined, undefined, (text) => told.push(text));
  expect(checks.map(({ name, outcome }) => [name, outcome])).toEqual([['one', 'passed'], ['two', 'failed'], ['three', 'skipped'], ['four', 'failed']]);
  expect(checks.map(({ reason }) => reason)).toEqual([undefined, expect.stringMatching(/^Error: broken\n\s+at /), 'there is no Go', 'no network']);
  expect(told.map((text) => text.split('\n')[0])).toEqual(['some: passed: one', 'some: failed: two: Error: broken', 'some: skipped: three: there is no Go', 'some: failed: four: no network']);
});

test('a row that cannot begin fails, and one that the machine cannot run is skipped: neither passes', async () => {
  const cannot = (error: Error) => run(() => Promise.reject(error), 'some check');
  expect((await cannot(new NotPrepared('no network'))).checks).toMatchObject([{ name: NOT_READY, outcome: 'failed', reason: 'no network' }]);
  expect((await cannot(new Skipped('there is no Go'))).checks).toMatchObject([{ name: NOT_READY, outcome: 'skipped', reason: 'there is no Go' }]);
  expect((await cannot(new TypeError('a mistake of the row'))).checks).toMatchObject([{ name: NOT_READY, outcome: 'failed', reason: expect.stringContaining('at ') }]);
});

test('what a row did up to an error counts, and it fails all the same', async () => {
  const { checks, versions } = await run(async ({ check, version }) => {
    version('Airflow', '3.3.2');
    await check('one', () => undefined);
    throw new Error('broken');
  });
  expect(checks.map(({ name, outcome }) => [name, outcome])).toEqual([['one', 'passed'], [NOT_READY, 'failed']]);
  expect(versions).toEqual({ Airflow: '3.3.2' });
});

test('only the checks that are asked for are run, in any case', async () => {
  let asked: boolean[] = [];
  const { checks } = await run(async ({ check, wants }) => {
    asked = [wants('SSO works'), wants('no', 'with sso'), wants('no')];
    await check('works with SSO', () => undefined);
    await check('works without', () => Promise.reject(new Error('never run')));
  }, 'sso');
  expect([asked, checks.map(({ name }) => name)]).toEqual([[true, true, false], ['works with SSO']]);
});

test('a program in the folder of a row finds the package that the row was given', async () => {
  const repository = tempDir();
  const modules = path.join(tempDir(), 'node_modules');
  write(repository, { 'node_modules/projen/index.js': 'exports.name = "the repository\'s"', 'cache/x': '' });
  write(modules, { 'projen/index.js': 'exports.name = "the given one"' });
  const given = new Packages(modules);
  const { checks } = await runRow({
    name: 'some',
    title: 'something',
    run: ({ check, work }) => check('finds it', () => {
      expect(fs.readdirSync(work)).toEqual([]);
      write(work, { 'deep/program.js': 'console.log(require("projen").name)' });
      expect(given.run(work, 'deep/program.js')).toBe('the given one\n');
    }),
  }, { packages: given, cache: path.join(repository, 'cache'), latest: false });
  expect(checks).toMatchObject([{ outcome: 'passed' }]);
});

test('everything is undone at the end, the last first, even if one cannot be', async () => {
  const printed = jest.spyOn(console, 'error').mockImplementation();
  const undone: string[] = [];
  const cache = tempDir();
  let work = '';
  await run(async (given) => {
    work = given.work;
    fs.writeFileSync(`${work}/file`, 'x');
    given.cleanUp(() => undone.push(`first, folder there: ${fs.existsSync(work)}`));
    given.cleanUp(() => {
      throw new Error('busy');
    });
    given.cleanUp(() => undone.push('last'));
    await given.check('one', () => Promise.reject(new Error('broken')));
    throw new Error('broken');
  }, undefined, cache);
  expect(undone).toEqual(['last', 'first, folder there: true']);
  expect(fs.existsSync(work)).toBe(false);
  expect(printed.mock.calls).toEqual([['Could not be cleaned up: busy']]);
  printed.mockRestore();
});

test('an interrupted run undoes what every row under way did, once', async () => {
  const undone: string[] = [];
  const rows = ['a', 'b'].map((name) => {
    let end = (): void => undefined;
    const row = (given: RowRun): Promise<void> => {
      given.cleanUp(() => undone.push(name));
      return new Promise((resolve) => {
        end = resolve;
      });
    };
    return { result: run(row), end: () => end() };
  });
  cleanUpAll();
  expect(undone).toEqual(['a', 'b']);
  rows.forEach(({ end }) => end());
  await Promise.all(rows.map(({ result }) => result));
  expect(undone).toEqual(['a', 'b']);
});
