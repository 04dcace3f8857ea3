import * as path from 'node:path';
import * as fc from 'fast-check';
import { githubError, githubReport, githubSummary } from '../../../../src/drift/formats/github';
import type { FileReport } from '../../../../src/drift/report';
import { hostileReport, hostileText, manyFiles, reportOf } from '../../../support/drift/hostile-reports';
import { propertyOptions } from '../../../support/property';

interface Command {
  readonly name: string;
  readonly properties: Record<string, string>;
  readonly message: string;
}

/** The commands that GitHub's runner finds in a log, in its older `##[command]` form too, which may stand anywhere in a line. */
function commandsIn(log: string): Command[] {
  return log.split(/\r\n|\r|\n/).map((line) => line.trim()).flatMap((line) => {
    const end = line.indexOf('::', 2);
    if (line.startsWith('::') && end >= 0) {
      const [name, ...rest] = line.slice(2, end).split(' ');
      const pairs = rest.join(' ').split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]);
      return [{ name, properties: Object.fromEntries(pairs) as Record<string, string>, message: unescaped(line.slice(end + 2)) }];
    }
    return line.includes('##[') ? [{ name: line, properties: {}, message: '' }] : [];
  });
}

function unescaped(text: string): string {
  return text.replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
}

const SKIPPED: FileReport = { path: '.env', status: 'skipped', note: 'a personal file' };

describe('annotations', () => {
  test('in sync there is none, only the line that says so', () => {
    expect(githubReport(reportOf([]))).toBe('12 files in sync.\n');
  });

  test('a modified file has an error at its first differing line, with the cause and the keys', () => {
    const file: FileReport = { path: 'a/package.json', status: 'modified', cause: 'edited', line: 7, keys: ['scripts.build'] };
    expect(commandsIn(githubReport(reportOf([file])))).toEqual([{
      name: 'error',
      properties: { file: 'a/package.json', line: '7', title: 'Drift check: modified' },
      message: 'The file was edited manually. Move the edit into .projenrc.ts, then run npx projen. (scripts.build)',
    }]);
  });

  test('a file that is not there has no line', () => {
    expect(commandsIn(githubReport(reportOf([{ path: 'a', status: 'missing' }])))[0].properties).toEqual({ file: 'a', title: 'Drift check: missing' });
  });

  test.each<[Partial<FileReport>, string]>([
    [{ status: 'missing' }, 'The file is missing. Run npx projen.'],
    [{ status: 'orphaned' }, 'The file is no longer declared. Run npx projen, which deletes it, or declare it in .projenrc.ts.'],
    [{ cause: 'stale' }, 'What is declared changed, or a package did. Run npx projen.'],
    [{ cause: 'edited-and-stale' }, 'The file was edited manually, and what is declared changed too. Move the edit into .projenrc.ts, then run npx projen.'],
    [{ cause: 'unknown' }, 'The file is not what .projenrc.ts declares. Run npx projen; an edit belongs into .projenrc.ts.'],
    [{ cause: 'unknown', note: 'to keep 3.1-13, declare it' }, 'The file is not what .projenrc.ts declares. Run npx projen; an edit belongs into .projenrc.ts. (to keep 3.1-13, declare it)'],
    [{ status: 'overridden', keys: ['AWS_PROFILE'] }, 'The file overrides what is declared. (AWS_PROFILE)'],
    [{ status: 'skipped', note: 'a sample' }, 'The file is not compared. (a sample)'],
  ])('of %j the message says what to do', (file, message) => {
    expect(commandsIn(githubReport(reportOf(manyFiles(1, file))))[0].message).toBe(message);
  });

  test('a note is a notice, and an error in a strict check', () => {
    const names = [false, true].map((strict) => commandsIn(githubReport(reportOf([SKIPPED]), { strict }))[0].name);
    expect(names).toEqual(['notice', 'error']);
  });

  test('the files are named from the root of the repository', () => {
    expect(commandsIn(githubReport(reportOf(manyFiles(1)), { directory: 'airflow' }))[0].properties.file).toBe('airflow/file-0.json');
  });

  test('ten files have one each, drift before notes, and one line counts the rest', () => {
    const commands = commandsIn(githubReport(reportOf([SKIPPED, ...manyFiles(12)])));
    expect(commands.map(({ name }) => name)).toEqual([...Array<string>(10).fill('error'), 'notice']);
    expect(commands[10]).toMatchObject({ properties: { title: 'Drift check' }, message: '3 files more. The summary of the job has them all.' });
  });

  test('exactly ten files leave nothing to count', () => {
    expect(commandsIn(githubReport(reportOf(manyFiles(10))))).toHaveLength(10);
  });

  test('the last line names the command and the rc file', () => {
    expect(githubReport(reportOf(manyFiles(1))).trimEnd().split('\n').at(-1)).toMatch(/^1 of 13 files has drifted\. Run `npx projen` .*`\.projenrc\.ts`/);
  });

  test('a check that could not compare is one error with the reason', () => {
    expect(commandsIn(githubError('.projenrc.ts failed:\n100% ::notice::'))).toEqual([
      { name: 'error', properties: { title: 'Drift check' }, message: '.projenrc.ts failed:\n100% ::notice::' },
    ]);
  });
});

describe('whatever the names are', () => {
  test('the runner finds our annotations and no other command', () => {
    fc.assert(
      fc.property(hostileReport, fc.boolean(), (report, strict) => {
        const files = report.files.filter(({ status }) => status !== 'in-sync');
        const isError = ({ status }: FileReport): boolean => strict || !['overridden', 'skipped'].includes(status);
        const shown = [...files.filter(isError), ...files.filter((file) => !isError(file))].slice(0, 10);
        const found = commandsIn(githubReport(report, { strict })).map(({ name, properties }) => ({ name, properties }));
        expect(found).toEqual([
          ...shown.map((file) => ({
            name: isError(file) ? 'error' : 'notice',
            properties: {
              file: shownPath(file.path),
              ...(file.line === undefined ? {} : { line: `${file.line}` }),
              title: `Drift check: ${file.status}`,
            },
          })),
          ...(files.length > 10 ? [{ name: 'notice', properties: { title: 'Drift check' } }] : []),
        ]);
      }),
      propertyOptions(),
    );
  });

  test('an error is one command, whatever its message holds', () => {
    fc.assert(
      fc.property(hostileText, (message) => {
        expect(commandsIn(githubError(message)).map(({ name, properties }) => ({ name, properties }))).toEqual([{ name: 'error', properties: { title: 'Drift check' } }]);
      }),
      propertyOptions(),
    );
  });

  test('no control or invisible character reaches log or summary', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect((githubReport(report) + githubSummary(report)).replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
      propertyOptions(),
    );
  });

  test('the summary has a row of four cells a file, each of them text and nothing else', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const files = report.files.filter(({ status }) => status !== 'in-sync');
        const rows = githubSummary(report).split('\n').filter((line) => line.startsWith('|')).slice(2);
        expect(rows.map(decodedCells)).toEqual(files.map((file) => [
          withEscapes(file.path),
          file.status,
          expect.stringMatching(/^[a-z ]*$/),
          expect.any(String),
        ]));
      }),
      propertyOptions(),
    );
  });

  test('no text of others in the summary has a character that Markdown or HTML knows', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const ours = /^### Drift check$|^\| File \| Status \| Cause \| Details \|$|^(\| --- ){4}\|$/gm;
        const text = githubSummary(report).replace(ours, '').replace(/^\||\|$| \| |<\/?code>|&#\d+;/gm, '');
        expect(text).not.toMatch(/[^\p{L}\p{N}\s/.,;-]/u);
      }),
      propertyOptions(),
    );
  });
});

describe('the summary', () => {
  test('in sync is a heading and a line', () => {
    expect(githubSummary(reportOf([]))).toBe('### Drift check\n\n12 files in sync.\n');
  });

  test('lists every file, beyond the ten that are annotated', () => {
    expect(githubSummary(reportOf(manyFiles(30))).match(/^\| <code>file/gm)).toHaveLength(30);
  });

  test('shows cause, keys and note of a file', () => {
    const file: FileReport = { path: 'a', status: 'modified', cause: 'stale', keys: ['name', 'scripts'], note: 'the executable bit' };
    expect(githubSummary(reportOf([file]))).toContain('| <code>a</code> | modified | stale | <code>name</code>, <code>scripts</code>; the executable bit |');
  });

  test('stays below the size that GitHub takes, and counts what it omits', () => {
    const text = githubSummary(reportOf(manyFiles(20_000, { keys: ['scripts.build'] })));
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    const rows = text.match(/^\| <code>/gm)!.length;
    expect(text).toContain(`\n${20_000 - rows} files more, too many for this page.\n`);
  });
});

/** The path as an annotation names it: with the line ends that its format can hold, and others as escapes. */
function shownPath(file: string): string {
  return path.posix.join(file).replace(/(?![\r\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, codeUnits);
}

function withEscapes(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, codeUnits);
}

function codeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}

function decodedCells(row: string): string[] {
  const cells = row.split('|').slice(1, -1).map((cell) => cell.slice(1, -1).replace(/<\/?code>/g, ''));
  return cells.map((cell) => cell.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))));
}
