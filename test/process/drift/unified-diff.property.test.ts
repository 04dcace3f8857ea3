import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { unifiedDiff, type FileState } from '../../../src/drift/unified-diff';
import { propertyOptions } from '../../support/property';
import { tempDir } from '../../support/util';

const line = fc.constantFrom('a', 'b', 'services:', '  scheduler:', '', ' ', '\t', '-', '+', '--- a', '@@ -1 +1 @@', '\\ No newline at end of file', 'ü', '\u2028', '\f');
const text = fc
  .record({ lines: fc.array(line, { maxLength: 12 }), end: fc.constantFrom('\n', '\r\n'), last: fc.boolean(), bom: fc.boolean() })
  .map(({ lines, end, last, bom }) => (bom && lines.length > 0 ? '\uFEFF' : '') + lines.join(end) + (last && lines.length > 0 ? end : ''));
const state = fc.record({ text, executable: fc.boolean() });
const name = fc.constantFrom('a.txt', 'dags/a b.py', 'dags/ü.py', 'a"b', 'a\tb', 'a\\b', '-a', 'b/b/b');

/** A file whose content is text. */
interface TextState extends FileState {
  readonly text: string;
}

interface Change {
  readonly name: string;
  readonly before?: TextState;
  readonly after?: TextState;
}

/** As a run would leave a text of its own, with LF and without a BOM. */
const asWritten = (after: TextState): TextState => ({ ...after, text: after.text.replace(/\r\n/g, '\n').replace(/^\uFEFF/, '') });
const change: fc.Arbitrary<Change> = fc
  .record({ name, before: fc.option(state, { nil: undefined }), after: fc.option(state.map(asWritten), { nil: undefined }) })
  .filter(({ before, after }) => before !== undefined || after !== undefined);

const comparable = (content: string): string => content.replace(/\r\n/g, '\n').replace(/^\uFEFF/, '');

test('git apply makes of what is on the disk what a synth would write, line ends and BOM aside', () => {
  const directory = tempDir();
  execFileSync('git', ['init', '--quiet'], { cwd: directory });
  fc.assert(
    fc.property(fc.uniqueArray(change, { maxLength: 5, selector: (one) => one.name }), (changes) => {
      fs.readdirSync(directory).filter((entry) => entry !== '.git').forEach((entry) => fs.rmSync(path.join(directory, entry), { recursive: true }));
      for (const { name: file, before } of changes) {
        if (before !== undefined) {
          fs.mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
          fs.writeFileSync(path.join(directory, file), before.text, { mode: before.executable ? 0o755 : 0o644 });
        }
      }
      const patch = changes
        .filter(({ before, after }) => before === undefined || after === undefined || comparable(before.text) !== after.text || before.executable !== after.executable)
        .map((one) => (unifiedDiff(one.name, one.before, one.after) as { diff: string }).diff)
        .join('');
      if (patch !== '') {
        execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: directory, input: patch, stdio: ['pipe', 'pipe', 'pipe'] });
      }
      for (const { name: file, after } of changes) {
        const there = fs.existsSync(path.join(directory, file));
        const now = there ? { text: comparable(fs.readFileSync(path.join(directory, file), 'utf-8')), executable: (fs.statSync(path.join(directory, file)).mode & 0o100) !== 0 } : undefined;
        expect([file, now]).toEqual([file, after]);
      }
    }),
    propertyOptions(40),
  );
});
