import * as fs from 'node:fs';
import * as path from 'node:path';
import { documented } from '../support/documentation/assembly';
import { compileErrors, run, type Example } from '../support/documentation/docstring-examples';

const api = documented();
const at = (all: typeof api): string[] => all.map((one) => one.at);

test('every public class, struct, member, option and parameter has a docstring', () => {
  expect(at(api.filter(({ docs }) => docs.summary === undefined))).toEqual([]);
});

test('every public class has an example', () => {
  expect(at(api.filter(({ kind, docs }) => kind === 'class' && docs.example === undefined))).toEqual([]);
});

test('every option that may be omitted says what it is then', () => {
  expect(at(api.filter(({ kind, isOptional, docs }) => kind === 'option' && isOptional && docs.default === undefined))).toEqual([]);
});

/* jsii takes a whole paragraph if its first sentence has a period in code, which a blank line after the sentence avoids; and it ends one at a semicolon. */
test('every docstring starts with one short sentence that stands alone: editors and docgen show no more', () => {
  const starts = api.map((one) => ({ ...one, summary: one.docs.summary ?? '' }));
  expect(at(starts.filter(({ summary }) => /^(Whether|What|Where|Which|When|How|It|This|Those|The same)\b/.test(summary)))).toEqual([]);
  expect(at(starts.filter(({ kind, summary }) => kind !== 'parameter' && /\. [A-Z`]|;$/.test(summary)))).toEqual([]);
  expect(at(starts.filter(({ summary }) => summary.length > 170))).toEqual([]);
});

describe('the examples in docstrings', () => {
  const examples = api.flatMap((one): Example[] => (one.docs.example === undefined ? [] : [{ at: one.at, code: one.docs.example }]));

  test('compile in the strict mode of TypeScript', () => {
    expect(compileErrors(examples)).toEqual([]);
  });

  test('are refused where they name an option that does not exist, or a value of a wrong type', () => {
    expect(compileErrors([
      { at: 'A', code: 'new LocalAirflow(project, { secretBackend: undefined });' },
      { at: 'B', code: "local.addMount({ source: './data', target: 3 });" },
      { at: 'C', code: 'unknownName();' },
    ])).toEqual([
      expect.stringContaining('A: Object literal may only specify known properties'),
      "B: Type 'number' is not assignable to type 'string'.",
      "C: Cannot find name 'unknownName'.",
    ]);
  });

  test.each(examples)('the one of $at runs, and its project can be synthesized', (example) => {
    expect(fs.existsSync(path.join(run(example), '.projen/tasks.json'))).toBe(true);
  });

  test('fail where a comment shows another value than the code has', () => {
    expect(() => run({ at: 'A', code: "const runtime = AstroRuntime.parse('3.1-12');\nruntime.airflowMajor; // 2" })).toThrow('Expected: "2"');
  });
});
