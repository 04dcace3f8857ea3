import Ajv2020 from 'ajv/dist/2020';
import * as fc from 'fast-check';
import schema from '../../../schema/doctor-report.schema.json';
import type { Finding } from '../../../src/doctor/check';
import { diagnose, exitCodeOf } from '../../../src/doctor/diagnose';
import type { Facts } from '../../../src/doctor/facts';
import { jsonError, jsonReport } from '../../../src/doctor/formats/json';
import { textReport } from '../../../src/doctor/formats/text';
import { LOGIN, PROJEN } from '../../../src/host/host-session';
import { docPage } from '../../../src/text/doc-page';
import { BACKEND, AIRFLOW, dotenvOf, engine, healthy, mountedWay, profile, session, sessionWay, token } from '../../support/doctor/facts';
import { hostileText } from '../../support/drift/hostile-reports';
import { SECRET } from '../../support/host/sessions';
import { propertyOptions } from '../../support/property';

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
const errorsOf = (text: string): unknown => {
  validate(JSON.parse(text));
  return validate.errors;
};

const finding = (changes: Partial<Finding>): Finding => ({ id: 'node', group: 'tools', verdict: 'ok', line: 'Node 22', docs: 'https://github.com/projen-astro-airflow/projen-astro-airflow/blob/main/docs/doctor.md#node', ...changes });

/** A machine whose every name is one that somebody else chose. */
function hostile(text: string): Facts {
  return healthy({
    astro: { unknown: text },
    engine: engine('engine'),
    ways: { value: [sessionWay({ sessions: [session({ name: text, keys: { state: 'damaged' } })], profile: profile({ kind: text }, { name: text, chosenBy: text }) }), mountedWay({ profile: profile({ kind: 'single sign-on' }, { name: text, token: token({ name: text, state: 'damaged', command: text }) }) })] },
    drift: { value: { result: 'error', message: text, drifted: [text], absent: [text], overridden: [text] } },
    dotenv: dotenvOf([{ key: text, isEmpty: false, disagreement: text }]),
    override: { value: { services: [text], variables: [text] } },
    strays: [text],
    tracked: { value: [text] },
    airflow: { ...AIRFLOW, backends: [{ ...BACKEND, classPath: text, classVariable: text, kwargsVariable: text, file: text, troubles: [{ text: `The argument ${text} is not there.`, isCertain: true }], problem: { text, fix: text, at: 'lookup', isCertain: true }, provider: { name: text, isInstalled: false, isTooOld: false } }], shadows: [text] },
  });
}

test('a group in which all is well is one line, and so is the summary', () => {
  expect(textReport([finding({}), finding({ id: 'astro-cli', line: 'Astro CLI 1.46.0' })], false)).toBe('ok       Tools: Node 22, Astro CLI 1.46.0\nNo problem found in 2 checks.\n');
});

test('trouble has its details and its fix, the worst first, and the last line counts it', () => {
  const findings = [finding({}), finding({ verdict: 'warning', line: 'Old.', fix: 'renew' }), finding({ verdict: 'unknown', line: 'Dark.' }), finding({ verdict: 'failure', line: 'Broken.', fix: 'fix' })];
  expect(textReport(findings, false)).toBe(`failure  Tools
  failure  Broken. [node]
           Fix: fix
  warning  Old. [node]
           Fix: renew
  unknown  Dark. [node]
1 failure, 1 warning, 1 unknown. ${docPage('docs/doctor.md')} explains each name in brackets.
`);
});

test('colors are escape codes only where they are asked for', () => {
  expect(textReport([finding({})], true)).toContain('\u001B[32mok');
  expect(textReport([finding({})], false)).not.toContain('\u001B');
});

test('only a failure fails', () => {
  expect([[finding({ verdict: 'warning' }), finding({ verdict: 'unknown' })], [finding({ verdict: 'failure' })], []].map(exitCodeOf)).toEqual([0, 1, 0]);
});

test('no name of somebody else is more than a piece of a line, and every report matches the schema', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const findings = diagnose(hostile(text));
      const report = textReport(findings, false);
      expect(report.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##/u);
      // A line each, with its fix.
      expect(report.split('\n').length).toBeLessThan(100);
      expect(errorsOf(jsonReport(findings))).toBeNull();
      expect(errorsOf(jsonError(text))).toBeNull();
    }),
    propertyOptions(2),
  );
});

test('a secret in the place of a name is printed nowhere', () => {
  const findings = diagnose(hostile(SECRET));
  expect([textReport(findings, false), jsonReport(findings)].join('')).not.toContain(SECRET.slice(0, 12));
});

test('the commands in a reason from elsewhere are those of the project', () => {
  const python = { ...healthy().commands, write: 'projen', login: 'projen login' };
  const findings = diagnose(healthy({ commands: python, override: { unknown: `it is damaged. Run ${PROJEN}, then ${LOGIN}` } }));
  expect(findings.find(({ id }) => id === 'override-name')?.line).toBe('docker-compose.override.yml cannot be judged: it is damaged. Run projen, then projen login.');
});

test.each<[string, object]>([
  ['no schema version', { schemaVersion: undefined }],
  ['an unknown result', { result: 'perhaps' }],
  ['no findings', { findings: undefined }],
  ['an error without its message', { result: 'error' }],
  ['a finding of another verdict', { findings: [finding({ verdict: 'bad' as never })] }],
  ['a line that is two', { findings: [finding({ line: 'a\nb' })] }],
])('a document with %s does not match', (_, change) => {
  expect(errorsOf(JSON.stringify({ ...(JSON.parse(jsonReport([finding({})])) as object), ...change }))).not.toBeNull();
});

test('the result of JSON is the exit code', () => {
  const results = [[finding({})], [finding({ verdict: 'warning' })], [finding({ verdict: 'failure' })]].map((findings) => (JSON.parse(jsonReport(findings)) as { result: string }).result);
  expect(results).toEqual(['ok', 'ok', 'failure']);
});
