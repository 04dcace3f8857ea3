import { checkFlags, isWithoutGit } from '../../../src/project/new-flags';
import { projectType } from '../../support/new-project';
import { errorOf } from '../../support/projects';

const NEW = ['node', 'projen', 'new', '--from', 'projen-astro-airflow', '--name', 'orders'];
const check = (...args: string[]) => errorOf(() => checkFlags([...NEW, ...args], projectType().options))?.message;
const END = 'of this project type. Its simple options are flags (--runtime-version 3.1-12, --projenrc-python, --no-github); https://github.com/projen-astro-airflow/projen-astro-airflow/blob/main/API.md has all of them.';

test.each([
  [[]],
  [['--runtime-version', '3.1-12']],
  [['--runtimeVersion=3.1-12']],
  [['--projenrc-python']],
  [['--projenrcJs']],
  [['--no-github', '--no-drift-check', '--keys-in-override', '--dag-workflow=false']],
  [['--no-git', '--no-synth', '--no-post', '--no-comments', '--debug']],
  [['--projen-version', '0.103.25', '--outdir', 'orders']],
  [['-f', 'projen-astro-airflow']],
  [['--', '--anything']],
  [['astro', '-', '-1']],
])('%j are flags of projen or of the project type', (args) => {
  expect(check(...args)).toBeUndefined();
});

test.each([
  [['--runtme-version', '3.1-12'], '--runtme-version is no flag of this project type. Did you mean --runtime-version?'],
  [['--runtime', '3.1-12'], '--runtime is no flag of this project type. Did you mean --runtime-version?'],
  [['--no-githb'], '--no-githb is no flag of this project type. Did you mean --no-github?'],
  [['--runtime_version=3.1-12'], '--runtime_version is no flag of this project type. Did you mean --runtime-version?'],
  [['--airflow', '3', '-x'], `--airflow, -x are no flags ${END}`],
  [['--profile=dev'], `--profile is no flag ${END}`],
])('%j is refused, since projen would drop it without a word', (args, message) => {
  expect(check(...args)).toBe(message);
});

test.each(['--credentials', '--github-options', '--package-options.license', '--packageOptions.license=MIT', '--parent', '--example-dag', '--dev-deps'])(
  '%s is refused: the option is no simple value, so the new rc file could not say it',
  (flag) => {
    expect(check(flag, 'x')).toBe(`${flag.replace(/=.*/, '')} is no flag ${END}`);
  },
);

test('the words of any other command are nothing to look at', () => {
  expect(() => checkFlags(['node', '.projenrc.js', '--mine'], projectType().options)).not.toThrow();
});

test.each([
  [['--no-git'], true],
  [['--git=false'], true],
  [['--git'], false],
  [['--no-github'], false],
  [[], false],
])('%j: without git is %p', (args, expected) => {
  expect(isWithoutGit([...NEW, ...args])).toBe(expected);
});
