import { DOCKERIGNORE, GITIGNORE } from '../../../src/files/ignore-patterns';
import { lostLines, missingPatterns } from '../../../src/text/ignore-lines';
import devInit from '../../support/fixtures/astro-dev-init.json';

describe('the patterns that a file lacks', () => {
  test.each([
    ['an empty file', [], ['node_modules', '/astro']],
    ['a file with other lines', ['*.py', '# node_modules', 'node_modules2'], ['node_modules', '/astro']],
    ['a file with one of them', ['node_modules'], ['/astro']],
    ['a file with the other spellings', ['/node_modules/', 'astro'], []],
    ['a file with blanks behind them', ['node_modules  ', '/astro\t'], []],
    ['a file that takes one back', ['!node_modules'], ['/astro']],
    ['a file that takes one back in another spelling', ['!/node_modules/', '!astro'], []],
  ])('are for %s those that it neither has nor takes back', (_, lines, missing) => {
    expect(missingPatterns(lines, ['node_modules', '/astro'])).toEqual(missing);
  });

  test.each([
    ['has it', ['.env'], []],
    ['has it at the top', ['/.env'], []],
    ['has another one behind it', ['.env', '*.py', '!.env.example'], []],
    ['has it behind what takes it back', ['!.env', '.env'], []],
    ['takes it back', ['.env', '!.env'], ['.env']],
    ['takes it back at any depth', ['.env', '!**/.env'], ['.env']],
    ['takes it back by a wildcard', ['.env', '!.env*'], ['.env']],
    ['takes everything back', ['.env', '!*'], ['.env']],
    ['takes it back by a class', ['.env', '![.]env'], ['.env']],
    ['has it for directories alone, as for a virtual environment', ['.env/'], ['.env']],
    ['has it with a blank before it, which git takes for a part of the name', [' .env'], ['.env']],
    ['has it in a comment', ['#.env'], ['.env']],
  ])('have .env among them unless it is ignored at the end: the file %s', (_, lines, missing) => {
    expect(missingPatterns(lines, ['.env'])).toEqual(missing);
  });

  test('are, for what the Astro CLI writes, only what comes with projen and this package', () => {
    expect(missingPatterns(devInit['.gitignore'].split('\n'), GITIGNORE)).toEqual(['.projen-astro-airflow.*', '.projen-venv', '.astro/config.yaml.lock', '/upgrade-test*', 'node_modules']);
    expect(missingPatterns(devInit['.dockerignore'].split('\n'), DOCKERIGNORE)).toEqual(['**/.env*', '**/.projen-astro-airflow.*', '.projen-venv', ...DOCKERIGNORE.slice(10)]);
  });

  test('are none once they are written', () => {
    expect([missingPatterns(GITIGNORE, GITIGNORE), missingPatterns(DOCKERIGNORE, DOCKERIGNORE)]).toEqual([[], []]);
  });
});

describe('the lines that would be lost', () => {
  test.each([
    ['that the new text lacks', 'a\nb\nc\n', 'b\n', ['a', 'c']],
    ['in no other spelling', '/a\nb/\n', 'a\nb\n', []],
    ['and blank lines are none', '\n  \n\r\n', '', []],
    ['whatever the line ends and the BOM', '\uFEFFa\r\nb\r\n', 'a\nb', []],
    ['comments among them', '# mine\na\n', 'a\n', ['# mine']],
    ['as patterns that take one back', '!a\n', 'a\n', ['!a']],
    ['for directories alone, where it is .env', '.env/\n', '.env\n', ['.env/']],
  ])('are those %s', (_, before, after, lost) => {
    expect(lostLines(before, after)).toEqual(lost);
  });
});
