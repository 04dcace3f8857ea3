import * as fc from 'fast-check';
import type { DriftReport, FileReport } from '../../../src/drift/report';

const pieces = fc.constantFrom(
  '\n', '\r', '\r\n', '\u0085', '\u2028', '\t', '\0', '\u001B[31m', '\u009B31m', '\u001B]0;title\u0007', '\u202E', '\uFEFF', '\uD800',
  '::error::', '::stop-commands::x', '::add-mask::', ' ::notice file=a,line=1::', '##[error]', '##vso[task.setvariable variable=x]', '%', '%0A', '%0A::error::', ':', ',', '=',
  '|', '\\|', '`', '```', '</code>', '<img src=x onerror=alert(1)>', '<!--', '&#124;', '&amp;', '[a](javascript:b)', '![a](https://example.com)', 'www.example.com', '@somebody', '__', '**', '# ',
  'dags/a.py', '.env', 'services.webserver', 'AWS_PROFILE', ' ', 'ü', '\u{1F468}\u200D\u{1F469}', '"', '\\', '/', '../', '__proto__',
);

/** A name or key that means to be more than a name, as git lets anybody commit it. */
export const hostileText = fc.oneof(fc.array(pieces, { maxLength: 5 }).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 12 }));

const hostileFile: fc.Arbitrary<FileReport> = fc.record(
  {
    path: hostileText,
    status: fc.constantFrom('missing', 'modified', 'orphaned', 'overridden', 'skipped', 'in-sync'),
    cause: fc.constantFrom('edited', 'stale', 'edited-and-stale', 'unknown'),
    keys: fc.array(hostileText, { maxLength: 13 }),
    diff: hostileText,
    line: fc.integer({ min: 1, max: 1_000_000 }),
    note: hostileText,
  },
  { requiredKeys: ['path', 'status'] },
);

/** A report of whose texts none is well-meant. */
export const hostileReport: fc.Arbitrary<DriftReport> = fc.record({
  files: fc.array(hostileFile, { maxLength: 14 }),
  inSync: fc.nat(),
  rcFile: hostileText,
  command: hostileText,
});

/** A report with the files that a test is about. */
export function reportOf(files: readonly FileReport[], inSync: number = 12): DriftReport {
  return { files, inSync, rcFile: '.projenrc.ts', command: 'npx projen' };
}

/** Modified files, in number. */
export function manyFiles(count: number, more: Partial<FileReport> = {}): FileReport[] {
  return Array.from({ length: count }, (_, index) => ({ path: `file-${index}.json`, status: 'modified', ...more }));
}
