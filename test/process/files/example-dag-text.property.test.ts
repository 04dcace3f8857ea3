import * as fc from 'fast-check';
import { renderDag, type DagFacts } from '../../../src/files/example-dag-text';
import { unicode } from '../../support/arbitraries';
import { testIf } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { hasPython, python } from '../../support/python';

const text = fc.oneof(unicode, fc.constantFrom('"""', '\\', '\\"', '{x}', '%s', '\'', '#', '    ')).map((any) => any.replace(/[\0\r\n]/g, ''));
const command = fc.option(text, { nil: undefined });
const secret = fc.record({ key: text, secretName: command, create: command, remove: command });
const facts: fc.Arbitrary<DagFacts> = fc
  .record({
    airflowMajor: fc.constantFrom(2, 3),
    airflowMinor: fc.nat({ max: 11 }),
    dagId: fc.stringMatching(/^[\w.-]{1,20}$/),
    backendName: text,
    contents: fc.record({ form: text, variable: text, connection: text }),
    variable: fc.option(secret, { nil: undefined }),
    connection: fc.option(secret, { nil: undefined }),
    printConnectionUri: fc.boolean(),
  })
  .filter(({ variable, connection }) => variable !== undefined || connection !== undefined);

const SCRIPT = `
import ast
def look_ups(source):
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    calls.sort(key=lambda call: call.lineno)
    return [ast.get_docstring(tree, clean=False), [call.args[0].value for call in calls if call.func.attr in ("get", "get_connection")]]
result = [look_ups(source) for source in data]
`;

testIf(hasPython('ast'), 'python3')('whatever the names are, Python reads the DAG, looks up exactly them, and has them in its docstring', () => {
  const samples = fc.sample(facts, propertyOptions(4));
  const read = python<Array<[string, string[]]>>(SCRIPT, samples.map(renderDag));
  expect(read.map(([, keys]) => keys)).toEqual(samples.map(({ variable, connection }) => [variable, connection].flatMap((asked) => asked?.key ?? [])));
  expect(read.filter(([doc], i) => [samples[i].variable, samples[i].connection].some((asked) => asked && !doc.includes(asked.secretName ?? asked.key)))).toEqual([]);
});
