/* eslint-disable import/order -- projen's own libraries hold on to functions of fs from the moment they are loaded. */
import { check } from '../../support/drift/check-in-process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import * as airflow from '../../../src';
import { cutAtBlock, withBlock } from '../../../src/ownership/owned-block';
import { blockSignatureLine, signatureLine } from '../../../src/ownership/signature';
import { buildProject } from '../../support/drift/build-project';
import type { LocalAirflowSpec, ProjectSpec } from '../../support/drift/project-spec';
import { localAirflow } from '../../support/drift/random-projects';
import { propertyOptions } from '../../support/property';
import { readTree, tempDir, write } from '../../support/util';

process.env.PROJEN_DISABLE_POST = 'true';

/** What happened to one of our files since it was written. */
interface History {
  readonly byOlderPackage: boolean;
  readonly hand: 'nothing' | 'insert' | 'change' | 'change the signature' | 'lose the signature';
  readonly at: number;
  readonly crlf: boolean;
  readonly bom: boolean;
}

const history: fc.Arbitrary<History> = fc.record({
  byOlderPackage: fc.boolean(),
  hand: fc.constantFrom('nothing', 'nothing', 'insert', 'change', 'change the signature', 'lose the signature'),
  at: fc.nat(100),
  crlf: fc.boolean(),
  bom: fc.boolean(),
});
const userFiles = fc.record(
  { '.env': fc.constantFrom('MINE=1\n', 'MY_FLAG=mine\n', 'AWS_CONFIG_FILE=/mine'), 'requirements.txt': fc.constantFrom('boto3\n', 'pandas'), '.dockerignore': fc.constantFrom('.git\n', '# mine\n') },
  { requiredKeys: [] },
);
const SIGNATURE = /^# Signature: /;

test('each of our files is reported as edited, stale or both, for every declaration before and after', () => {
  const causes = new Set<string>();
  fc.assert(
    fc.property(localAirflow, localAirflow, fc.boolean(), userFiles, fc.array(history, { minLength: 7, maxLength: 7 }), (before, other, isChanged, theirs, histories) => {
      fc.pre(before.runtimeVersion !== undefined && other.runtimeVersion !== undefined);
      const after = isChanged ? { ...other, path: before.path } : before;
      const directory = fs.realpathSync(tempDir());
      const build = (spec: LocalAirflowSpec) => buildProject(project(spec), airflow, { outdir: directory });
      write(path.join(directory, before.path), theirs);
      build(before).synth();
      const written = oursIn(directory);
      // What the changed declarations make of untouched files shows which of them are stale for that reason.
      build(after).synth();
      const fresh = readTree(directory);
      build(before).synth();
      expect(oursIn(directory)).toEqual(written);

      const expected: Record<string, string> = {};
      Object.entries(written).forEach(([name, text], index) => {
        const { byOlderPackage, hand, at, crlf, bom } = histories[index % histories.length];
        const start = byOlderPackage ? asOlderPackage(text) : text;
        const now = onOurLines(start, (lines) => handled(lines, hand, at));
        const file = path.join(directory, name);
        fs.chmodSync(file, 0o644);
        fs.writeFileSync(file, (bom ? '\uFEFF' : '') + (crlf ? now.replace(/\r?\n/g, '\r\n') : now));
        const isStale = byOlderPackage || signedText(text) !== signedText(fresh[name] ?? '');
        const isEdited = hand !== 'nothing';
        if (fresh[name] !== undefined && (isStale || isEdited)) {
          // Without its signature nothing shows whether a text was the declared one, unless nothing is declared any more.
          const isTold = hand !== 'lose the signature' || !fresh[name].split(/\r?\n/).some((line) => SIGNATURE.test(line));
          expected[name] = isEdited ? (isStale && isTold ? 'edited-and-stale' : 'edited') : 'stale';
        }
      });

      const { files } = check(directory, () => build(after));
      const said = files.filter(({ path: name, status }) => status === 'modified' && name in written).map(({ path: name, cause }) => [name, cause]);
      expect(Object.fromEntries(said)).toEqual(expected);
      Object.values(expected).forEach((cause) => causes.add(cause));
      fs.rmSync(directory, { recursive: true });
    }),
    propertyOptions(20),
  );
  expect([...causes].sort()).toEqual(['edited', 'edited-and-stale', 'stale']);
});

function project(spec: LocalAirflowSpec): ProjectSpec {
  return { type: 'Project', outdir: '.', options: {}, components: [spec], subprojects: [] };
}

/** The files with a signature, by their path. */
function oursIn(directory: string): Record<string, string> {
  return Object.fromEntries(Object.entries(readTree(directory)).filter(([, text]) => text.split(/\r?\n/).some((line) => SIGNATURE.test(line))));
}

/** Changes the lines that a signature is about: those of a block, or of the whole file. */
function onOurLines(text: string, change: (lines: readonly string[], sign: typeof signatureLine) => readonly string[]): string {
  const { lines } = cutAtBlock(text);
  return lines === undefined ? change(text.split('\n'), signatureLine).join('\n') : withBlock(text, change(lines, blockSignatureLine));
}

function signedText(text: string): string {
  const { lines } = cutAtBlock(text);
  return (lines ?? text.split('\n')).join('\n');
}

/** The text as a release with other comments would have written it. */
function asOlderPackage(text: string): string {
  return onOurLines(text, (lines, sign) => {
    const at = lines.findIndex((line) => SIGNATURE.test(line));
    const others = ['# As an older release wrote it.', ...lines.filter((line) => !SIGNATURE.test(line))];
    return [...others.slice(0, at + 1), sign(others), ...others.slice(at + 1)];
  });
}

function handled(lines: readonly string[], hand: History['hand'], at: number): readonly string[] {
  const places = lines.flatMap((line, index) => (SIGNATURE.test(line) ? [] : [index]));
  const place = places[at % places.length];
  switch (hand) {
    case 'nothing':
      return lines;
    case 'insert':
      return [...lines.slice(0, place), '# edited manually', ...lines.slice(place)];
    case 'change':
      return lines.map((line, index) => (index === place ? `${line}# edited manually` : line));
    case 'change the signature':
      return lines.map((line) => (SIGNATURE.test(line) ? line.replace(/.{4}$/, (end) => (end === '0000' ? '1111' : '0000')) : line));
    case 'lose the signature':
      return lines.filter((line) => !SIGNATURE.test(line));
  }
}
