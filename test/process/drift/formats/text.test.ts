import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { textReport } from '../../../../src/drift/formats/text';
import type { FileReport } from '../../../../src/drift/report';
import { hostileReport, manyFiles, reportOf } from '../../../support/drift/hostile-reports';
import { propertyOptions } from '../../../support/property';
import { read, tempDir, write } from '../../../support/util';

const EDITED: FileReport = {
  path: 'config.json',
  status: 'modified',
  cause: 'edited',
  keys: ['scripts.build', 'name'],
  diff: '--- a/config.json\n+++ b/config.json\n@@ -1,2 +1,2 @@\n-{ "a": 1\n+{ "a": 2\n }\n',
};
const PERSONAL: FileReport = { path: '.env', status: 'skipped', note: 'a personal file' };

function lines(text: string): string[] {
  return text.trimEnd().split('\n');
}

describe('in sync', () => {
  test('one line says so', () => {
    expect(textReport(reportOf([]))).toBe('12 files in sync.\n');
  });

  test('one file is a file, not files', () => {
    expect(textReport(reportOf([], 1))).toBe('1 file in sync.\n');
  });

  test('a note is a line, and nothing needs fixing', () => {
    expect(lines(textReport(reportOf([PERSONAL])))).toEqual(['skipped     .env: a personal file', '12 files in sync.']);
  });

  test('a strict check counts a note as drift', () => {
    expect(textReport(reportOf([PERSONAL]), { strict: true })).toContain('1 of 13 files has drifted.');
  });

  test('a file that is in sync is not listed', () => {
    expect(textReport(reportOf([{ path: 'a', status: 'in-sync' }]))).toBe('12 files in sync.\n');
  });
});

describe('drift', () => {
  test.each<[string, FileReport, string]>([
    ['a missing file', { path: 'a/b.yml', status: 'missing' }, 'missing     a/b.yml'],
    ['an orphaned file', { path: 'old.txt', status: 'orphaned' }, 'orphaned    old.txt'],
    ['an edited file with its keys', EDITED, 'modified    config.json (edited manually): scripts.build, name'],
    ['a stale file', { path: 'a', status: 'modified', cause: 'stale' }, 'modified    a (stale)'],
    ['a file that is both', { path: 'a', status: 'modified', cause: 'edited-and-stale' }, 'modified    a (edited manually and stale)'],
    ['a file of unknown cause', { path: 'a', status: 'modified', cause: 'unknown', note: 'the executable bit' }, 'modified    a: the executable bit'],
    ['an overridden key', { path: '.env', status: 'overridden', keys: ['AWS_PROFILE'], note: 'their line wins' }, 'overridden  .env: AWS_PROFILE; their line wins'],
  ])('%s is one line', (_, file, line) => {
    expect(lines(textReport(reportOf([file])))[0]).toBe(line);
  });

  test('of many keys the first ten are named and the others counted', () => {
    const keys = Array.from({ length: 13 }, (_, index) => `k${index}`);
    expect(lines(textReport(reportOf([{ path: 'a', status: 'modified', keys }])))[0]).toMatch(/: k0, .*k9, 3 more$/);
  });

  test('the last line names the command that fixes it and the rc file', () => {
    const last = lines(textReport(reportOf([EDITED, PERSONAL]))).at(-1);
    expect(last).toBe('1 of 14 files has drifted. Run `npx projen` to update it. To keep a manual edit, move it to `.projenrc.ts`.');
  });
});

describe('diffs', () => {
  test('are omitted unless they are asked for', () => {
    expect(textReport(reportOf([EDITED]))).not.toContain('@@');
  });

  test('the whole report is a patch that git apply accepts', () => {
    const directory = tempDir();
    write(directory, { 'config.json': '{ "a": 1\n}\n', 'z.txt': 'old' });
    const unended = '--- a/z.txt\n+++ b/z.txt\n@@ -1 +1 @@\n-old\n\\ No newline at end of file\n+new\u001B\n';
    const text = textReport(reportOf([PERSONAL, { path: 'm.txt', status: 'missing' }, EDITED, { path: 'z.txt', status: 'modified', diff: unended }]), { diff: true });
    const { stderr, status } = spawnSync('git', ['apply', '-'], { cwd: directory, input: text, encoding: 'utf-8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect([read(directory, 'config.json'), read(directory, 'z.txt')]).toEqual(['{ "a": 2\n}\n', 'new\u001B\n']);
  });

  test('on a terminal added, removed and header lines have their colors', () => {
    const diff = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n--- a comment of SQL\n+++ another\n same\n';
    const text = textReport(reportOf([{ path: 'x', status: 'modified', diff }]), { diff: true, color: true });
    expect(text).toContain('\u001B[1m--- a/x\u001B[22m\n\u001B[1m+++ b/x\u001B[22m\n\u001B[36m@@ -1 +1 @@');
    expect(text).toContain('\u001B[31m--- a comment of SQL\u001B[39m\n\u001B[32m+++ another\u001B[39m\n same\n');
  });

  test('a terminal is shown the control characters of a file as escapes, without color too', () => {
    const file: FileReport = { path: 'x', status: 'modified', diff: '@@ -1 +1 @@\n-a\tb\u001B[2J\r\n+c\n' };
    expect(textReport(reportOf([file]), { diff: true, terminal: true })).toContain('-a\tb\\u001b[2J\\u000d\n+c\n');
  });

  test('colors come when they are asked for, whatever the stream of the process is', () => {
    expect(textReport(reportOf(manyFiles(1)), { color: true })).toMatch(/^\u001B\[33mmodified/);
  });
});

test('no control or invisible character of a name, a key or a note gets through, and each file has its one line', () => {
  fc.assert(
    fc.property(hostileReport, fc.boolean(), (report, strict) => {
      const text = textReport(report, { strict });
      expect(text.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(text.split('\n')).toHaveLength(report.files.filter(({ status }) => status !== 'in-sync').length + 2);
    }),
    propertyOptions(),
  );
});

test('no name, key or note is a command for the runner of a CI', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      expect(textReport(report)).not.toMatch(/##|^\s*::/m);
    }),
    propertyOptions(),
  );
});

test('the only escape sequences of a colored report are its own', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const plain = textReport(report, { diff: true, terminal: true });
      expect(plain).not.toMatch(/[\u001B\u009B]/);
      expect(stripVTControlCharacters(textReport(report, { diff: true, color: true }))).toBe(plain);
    }),
    propertyOptions(),
  );
});
