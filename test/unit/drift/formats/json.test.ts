import * as fc from 'fast-check';
import { jsonError, jsonReport } from '../../../../src/drift/formats/json';
import type { FileReport } from '../../../../src/drift/report';
import { hostileReport, hostileText, reportOf } from '../../../support/drift/hostile-reports';
import { propertyOptions } from '../../../support/property';

const SKIPPED: FileReport = { path: '.env', status: 'skipped', note: 'a personal file' };

function parsed(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

test('a report in sync says so', () => {
  expect(parsed(jsonReport(reportOf([])))).toEqual({
    schemaVersion: 1, result: 'in-sync', strict: false, inSync: 12, rcFile: '.projenrc.ts', command: 'npx projen', files: [],
  });
});

test('drift lists each file with all that is known of it', () => {
  const file: FileReport = { path: 'a.json', status: 'modified', cause: 'edited', keys: ['name'], line: 2, note: 'to keep it, declare it', diff: '@@\n' };
  expect(parsed(jsonReport(reportOf([file])))).toMatchObject({ result: 'drift', files: [file] });
});

test('notes leave the result in sync, unless the check is strict', () => {
  expect(parsed(jsonReport(reportOf([SKIPPED])))).toMatchObject({ result: 'in-sync', strict: false });
  expect(parsed(jsonReport(reportOf([SKIPPED]), { strict: true }))).toMatchObject({ result: 'drift', strict: true });
});

test('an error is a document too', () => {
  expect(parsed(jsonError('.projenrc.ts failed'))).toEqual({ schemaVersion: 1, result: 'error', message: '.projenrc.ts failed' });
});

test('whatever the names are, every document parses and gives them back', () => {
  fc.assert(
    fc.property(hostileReport, hostileText, (report, message) => {
      const { files, inSync, rcFile, command } = parsed(jsonReport(report));
      expect({ files, inSync, rcFile, command }).toEqual({ ...report, files: report.files.filter(({ status }) => status !== 'in-sync') });
      expect(parsed(jsonError(message))).toMatchObject({ message });
    }),
    propertyOptions(),
  );
});

test('a document holds no raw control character and no command for the runner of a CI', () => {
  fc.assert(
    fc.property(hostileReport, hostileText, (report, message) => {
      for (const text of [jsonReport(report), jsonError(message)]) {
        expect(text.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(text).not.toMatch(/##|^\s*::/m);
      }
    }),
    propertyOptions(),
  );
});
