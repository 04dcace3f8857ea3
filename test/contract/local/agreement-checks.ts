import * as assert from 'node:assert/strict';
import { evaluate, placeWith, type LocalCheck, type LocalSetting } from './setting';
import { script } from '../airflow/setting';

interface Case {
  readonly kwargs: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly asked: ReadonlyArray<readonly [kind: string, key: string]>;
}

/** Files that are right and wrong in many ways, by their end. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  yaml: [
    'a: b\n', '', '\n', '# only\n', '---\na: b\n', 'a: "b\n', 'a: b\n\tc: d\n', '- a\n', 'text\n', '{}\n', 'a: [1]\n', 'a: [1, 2]\n', 'a: {b: c}\n', 'a: 1\n', 'a: yes\n', 'a: null\n', 'a:\n', 'a: b\na: c\n', '\uFEFFa: b\n', 'a: "postgres://x@y/z"\r\nb: c\r\n',
    'a:\n  conn_type: http\n  host: x\n', 'a:\n  conn_type: http\n  hostname: x\n', 'a:\n  extra: "{}"\n  extra_dejson: {}\n', 'a: *b\n', 'a: &b c\nd: *b\n', 'a: b: c\n', 'a: @b\n', 'a: "\\x"\n', '%YAML 1.2\n---\na: b\n',
  ],
  json: ['{"a": "b"}', '', '\n', '{', '{"a": "b",}', '["a"]', 'null', '"a"', '{}', '{"a": 1}', '{"a": null}', '{"a": {"conn_type": "http", "host": "x"}}', '{"a": {"nope": "x"}}', '{"a": ["x"]}', '{"a": ["x", "y"]}', '{"a": "b", "a": "c"}', '\uFEFF{"a": "b"}', '{a: "b"}', '// x\n{"a": "b"}', '[1'],
  env: ['a=b\n', '', '\n', '# a\n', '  # a\n', 'a\n', 'a=\n', '=b\n', 'a=b\na=c\n', 'a=b\n\nc=d\n', 'a=b=c\n', ' a=b\n', 'a=b\r\nc=d\r\n', 'export a=b\n', 'a=b\n   \n', 'a="b"\n'],
};

/** That what the package says of a file, and derives for one, is what the real class does. */
export const AGREEMENT_CHECKS: readonly LocalCheck[] = [
  {
    name: 'local files: of each file, right or wrong, the doctor says that it fails just where the real class does',
    async prove(setting) {
      const files = Object.entries(FILES).flatMap(([end, texts]) => texts.flatMap((text) => [false, true].map((isOfConnections) => ({ name: `s/f.${end}`, text, isOfConnections }))));
      const said = evaluate(setting, "input.map(({ name, text, isOfConnections }) => ours('lib/text/airflow-secrets-file.js').readSecretsFile(name, text, isOfConnections).problem ?? null)", files) as Array<string | null>;
      const results = await read(setting, files.map(({ name, text, isOfConnections }) => ({ kwargs: { [isOfConnections ? 'connections_file_path' : 'variables_file_path']: name }, texts: { [name]: text }, asked: [[isOfConnections ? 'connection' : 'variable', 'absent']] })));
      const differing = files.flatMap((file, index) => ((results[index][0] !== null) === (said[index] !== null) ? [] : [{ ...file, said: said[index], real: results[index][0] }]));
      assert.deepEqual(differing.filter(({ name, text, real }) => !isOfOneMajor(name, text, real)), []);
    },
  },
  {
    name: 'local files: of 2,000 random declarations the real class finds the example by the derived names in the derived files',
    async prove(setting) {
      const declared = evaluate(setting, RANDOM, 2_000) as Array<Case & { readonly names: readonly string[] }>;
      assert.equal(declared.length, 2_000);
      const results = await read(setting, declared);
      for (const [index, { kwargs, names, asked }] of declared.entries()) {
        const expected = [...(kwargs.variables_file_path === undefined ? [] : ['hello']), ...(kwargs.connections_file_path === undefined ? [] : [[names.at(-1), 'postgres', 'db', 'me', 'secret', 5432, 'orders']])];
        assert.deepEqual(results[index], expected, JSON.stringify(declared[index]));
        assert.deepEqual(asked.map(([, key]) => key), names);
      }
    },
  },
];

/** What Airflow 2 alone refuses: a list of several values for a variable; an empty key it takes. */
function isOfOneMajor(name: string, text: string, real: unknown): boolean {
  return /: \[(1|"x"), (2|"y")\]/.test(text) || (name.endsWith('.env') && text.startsWith('=') && real === null);
}

async function read(setting: LocalSetting, cases: readonly Case[]): Promise<unknown[][]> {
  const { stdout, output } = await setting.airflow.run(placeWith(setting), ['python', '-c', script('read_all.py', __dirname)], JSON.stringify(cases));
  const line = stdout.split('\n').find((one) => one.startsWith('READ '));
  assert.ok(line !== undefined, output.slice(-4_000));
  return JSON.parse(line.slice('READ '.length)) as unknown[][];
}

/** Declares as a user would, with a seed so that a failure can be seen again; gives what is written of each. */
const RANDOM = `(() => {
  let seed = 20;
  const below = (most) => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % most; };
  const of = (list) => list[below(list.length)];
  const word = (letters, most) => Array.from({ length: 1 + below(most) }, () => of([...letters])).join('');
  const { LocalFilesystemSecretsBackend } = ours('lib/index.js');
  const cases = [];
  while (cases.length < input) {
    const file = () => Array.from({ length: 1 + below(3) }, () => word('abcXYZ019._@+-', 6)).join('/') + '/' + word('abcXYZ019._@+-', 8) + '.' + of(['yaml', 'yml', 'json', 'env', 'YAML', 'Json']);
    const options = { ...(below(4) ? { variablesFile: file() } : below(3) ? {} : { variables: false }), ...(below(4) ? { connectionsFile: file() } : below(3) ? {} : { connections: false }) };
    const keys = { variable: word('abc XYZ_-.0179:=#/"\\'\\\\{}[]&*!|>%@\`,?~éßあ', 10), connection: word('abcXYZ_-.0179:#()/\\\\!', 10) };
    let backend, names;
    try {
      backend = new LocalFilesystemSecretsBackend(options);
      names = [backend.secretNameForVariable(keys.variable), backend.secretNameForConnection(keys.connection)].filter((name) => name !== undefined);
    } catch (error) {
      if (error.name !== 'AstroAirflowError') throw error;
      continue;
    }
    const { files, hostKwargs } = backend._declarations(keys);
    const kinds = [...(hostKwargs.variables_file_path === undefined ? [] : ['variable']), ...(hostKwargs.connections_file_path === undefined ? [] : ['connection'])];
    cases.push({ kwargs: hostKwargs, texts: Object.fromEntries(files.map(({ path, text }) => [path, text])), asked: kinds.map((kind, index) => [kind, names[index]]), names });
  }
  return cases;
})()`;
