import * as fc from 'fast-check';
import { readSecretsFile } from '../../../src/text/airflow-secrets-file';

/** Each was compared with what Airflow's own class does: test/contract/local/agreement-checks.ts. */
test.each<[string, string, string | undefined]>([
  ['v.yaml', 'a: b\n', undefined],
  ['v.yaml', 'a: b\na: c\n', undefined],
  ['v.yaml', '', 'it has no entry; an empty one is written {}'],
  ['v.yaml', '# a comment alone\n', 'it has no entry; an empty one is written {}'],
  ['v.yaml', '{}\n', undefined],
  ['v.YML', 'a: b\n\tc: d\n', 'line 2 is not YAML'],
  ['v.yaml', '- a\n', 'it is not a mapping of keys to values'],
  ['v.yaml', 'text', 'it is not a mapping of keys to values'],
  ['v.yaml', 'a: *b\n', 'it has an alias without an anchor'],
  ['v.json', '{"a": "b"}', undefined],
  ['v.json', '', 'it is empty'],
  ['v.json', '{"a": "b",}', 'it is not JSON'],
  ['v.json', '\uFEFF{}', 'it begins with a byte order mark, which JSON does not allow'],
  ['v.json', '[]', 'it is not a mapping of keys to values'],
  ['v.env', '# c\n\na=b=c\n', undefined],
  ['v.env', 'a=b\nsecret-without-equals\n', 'line 2 is not a key, a "=" and a value'],
  ['v.env', 'a=\n', 'line 1 is not a key, a "=" and a value'],
  ['v.env', 'a=b\r\na=c\r\n', 'line 2 has a key that is there already'],
  ['v.env', '\uFEFFa=b\n', 'it begins with a byte order mark, which becomes part of the first key'],
])('variables in %s with %j', (name, text, problem) => {
  expect(readSecretsFile(name, text, false).problem).toBe(problem);
});

test.each<[string, string | undefined]>([
  ['a: "x://y"\n', undefined],
  ['a: {conn_type: http, host: x, extra_dejson: {}}\n', undefined],
  ['a: ["x://y"]\n', undefined],
  ['a: "x://y"\nb: 7\n', 'connection 2 of 2 is neither a URI nor a mapping of its parts'],
  ['a:\n', 'connection 1 of 1 is neither a URI nor a mapping of its parts'],
  ['a: [x, y]\n', 'connection 1 of 1 has several values'],
  ['a: {hostname: hunter2}\n', 'connection 1 of 1 has a part that is not one of conn_id, conn_type, description, extra, extra_dejson, host, login, password, port, schema, team_name, uri'],
  ['a: {extra: "{}", extra_dejson: {}}\n', 'connection 1 of 1 has both extra and extra_dejson'],
])('connections with %j', (text, problem) => {
  expect(readSecretsFile('c.yaml', text, true).problem).toBe(problem);
});

test('values that are not texts are counted, of variables alone', () => {
  expect(readSecretsFile('v.yaml', 'a: 1\nb: yes\nc: [x]\nd: "1"\n', false)).toEqual({ notTexts: 3 });
  expect(readSecretsFile('c.yaml', 'a: {conn_type: http}\n', true)).toEqual({ notTexts: 0 });
});

test('lists that have not exactly one item are counted, with which older Airflow finds nothing in the file', () => {
  expect(readSecretsFile('v.yaml', 'a: [x, y]\nb: []\nc: [x]\nd: "[1, 2]"\n', false)).toEqual({ notTexts: 3, lists: 2 });
  expect(readSecretsFile('v.json', '{"a": [1, 2]}', false)).toEqual({ notTexts: 1, lists: 1 });
});

test('whatever a file has, reading it throws nothing and repeats nothing of it', () => {
  const name = fc.constantFrom('f.yaml', 'f.json', 'f.env');
  fc.assert(fc.property(name, fc.oneof(fc.string(), fc.array(fc.constantFrom('a', 'hunter2', ': ', '=', '\n', '- ', '{', '}', '[', '"', '\'', '&a ', '*a', '#', '\t', '%', '!x ', '<<: ')).map((pieces) => pieces.join(''))), fc.boolean(), (file, text, isOfConnections) => {
    expect(JSON.stringify(readSecretsFile(file, text, isOfConnections))).not.toContain('hunter2');
  }));
});
