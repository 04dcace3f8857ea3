import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AwsSecretsBackend, SecretsBackend, type ExampleDagOptions } from '../../../src';
import { synth, testIf } from '../../support/projects';
import { read, write } from '../../support/util';

const secretsBackend = AwsSecretsBackend.secretsManager({ variablesPrefix: 'team/variables', connectionsPrefix: 'team/connections' });
const PYTHON = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).stdout?.toString().startsWith('Python 3'));

function dag(runtimeVersion: string, exampleDag: ExampleDagOptions = {}): string {
  return read(synth({ runtimeVersion, secretsBackend, exampleDag }), `dags/${exampleDag.fileName ?? 'example_secrets_dag.py'}`);
}

/** The code behind the docstring. */
function code(text: string): string {
  return text.slice(text.lastIndexOf('"""'));
}

describe('the example DAG', () => {
  test.each([
    ['3.1-12', ['from airflow.sdk import Connection, Variable, dag, task', 'Connection.get("my_conn")', 'Variable.get("my_var")', '    schedule=None,']],
    ['13.7.0', ['from airflow.models import Variable', 'from airflow.hooks.base import BaseHook', 'BaseHook.get_connection("my_conn")', '    schedule=None,']],
    ['3.0.4', ['from airflow.decorators import dag, task', '    schedule_interval=None,']],
  ])('on runtime %s is in the style of that Airflow', (runtimeVersion, parts) => {
    parts.forEach((part) => expect(code(dag(runtimeVersion))).toContain(part));
  });

  test('on Airflow 3 imports nothing that Airflow 3 deprecates, and on Airflow 2 nothing that it lacks', () => {
    expect(dag('3.1-12')).not.toMatch(/airflow\.(models|hooks|decorators|operators)/);
    expect(dag('13.7.0')).not.toContain('airflow.sdk');
  });

  test('passes the Astro CLI\'s own DAG test: tags, and at least two retries', () => {
    expect(code(dag('3.1-12'))).toMatch(/default_args=\{"retries": 2,[^]*tags=\["example", "secrets"\]/);
  });

  test('says which secrets to create, how, and that they can be deleted after', () => {
    const text = dag('3.1-12', { variableKey: 'color', connectionId: 'shop' });
    ['team/variables/color: any text', 'team/connections/shop: a connection URI', 'aws secretsmanager create-secret --name team/variables/color', 'can be deleted after that:',
      'aws secretsmanager delete-secret --secret-id team/connections/shop'].forEach((part) => expect(text).toContain(part));
  });

  test('prints of a connection neither password nor URI, unless the URI is asked for', () => {
    expect(code(dag('3.1-12'))).not.toMatch(/get_uri|password"|print\(.*conn\)/);
    expect(code(dag('3.1-12', { printConnectionUri: true }))).toContain('# The URI contains the password.\n        print("Connection my_conn:", conn.get_uri())');
  });

  test('reads a Variable alone, a Connection alone, or both if neither is named', () => {
    const reads = (options: ExampleDagOptions) => [/Variable/.test(code(dag('3.1-12', options))), /Connection/.test(code(dag('3.1-12', options)))];
    expect([reads({ variableKey: 'v' }), reads({ connectionId: 'c' }), reads({})]).toEqual([[true, false], [false, true], [true, true]]);
  });

  test('has the name and the id that were asked for', () => {
    expect(dag('3.1-12', { dagId: 'team.secrets-1', fileName: 'check-secrets.py' })).toContain('    dag_id="team.secrets-1",');
  });
});

describe('Python', () => {
  const stub = {
    'airflow/__init__.py': '',
    'airflow/sdk.py': `
calls = []
def task(function):
    return lambda: calls.append(function)
def dag(**arguments):
    assert arguments["tags"] and arguments["default_args"]["retries"] >= 2 and arguments["schedule"] is None
    return lambda function: function
class Variable:
    read = []
    @classmethod
    def get(cls, key):
        cls.read.append(key)
        return "a value"
class Connection:
    conn_type, host, port, schema, login, password = "postgres", "db", 5432, "orders", "user", "hunter2"
    extra_dejson = {"token": "hunter2"}
    @classmethod
    def get(cls, conn_id):
        Variable.read.append(conn_id)
        return cls()
`,
    'run.py': `
import sys
sys.path.insert(0, "dags")
import example_secrets_dag
from airflow.sdk import Variable, calls
assert Variable.read == [], "looked up at import"
for call in calls:
    call()
print(Variable.read)
`,
  };

  testIf(PYTHON !== undefined, 'Python')('imports the DAG without a lookup, and its tasks print no secret of a connection', () => {
    const outdir = synth({ runtimeVersion: '3.1-12', secretsBackend, exampleDag: {} });
    write(outdir, stub);
    const { stdout, stderr } = spawnSync(PYTHON!, ['run.py'], { cwd: outdir, encoding: 'utf-8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('Variable my_var: a value\nConnection my_conn:\n  conn_type: postgres');
    expect(stdout).toContain('["token"]'.replaceAll('"', '\''));
    expect(stdout).toContain('[\'my_var\', \'my_conn\']');
    expect(stdout).not.toContain('hunter2');
  });

  testIf(PYTHON !== undefined, 'Python')('compiles the DAG of every runtime, whatever is read', () => {
    const files = ['3.1-12', '13.7.0', '3.0.4'].flatMap((runtimeVersion) =>
      [{}, { variableKey: 'a.b-c/d' }, { connectionId: 'c' }, { printConnectionUri: true }].map((exampleDag) => {
        const outdir = synth({ runtimeVersion, secretsBackend: AwsSecretsBackend.parameterStore(), exampleDag });
        return path.join(outdir, 'dags', 'example_secrets_dag.py');
      }),
    );
    const { status, stderr } = spawnSync(PYTHON!, ['-m', 'py_compile', ...files], { encoding: 'utf-8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  testIf(PYTHON !== undefined, 'Python')('reads keys, names and commands of a backend of the user\'s own back as they were, quotes and all', () => {
    const nasty = 'a"""b\\c\'d\\';
    class Own extends SecretsBackend {
      public readonly displayName = nasty;
      public readonly classPath = 'own.Backend';
      public readonly kwargs = {};
      public readonly requirement = undefined;
      public readonly warnings = [];
      public secretNameForVariable = () => nasty;
      public secretNameForConnection = () => undefined;
      public createCommand = () => nasty;
    }
    const outdir = synth({ runtimeVersion: '3.1-12', secretsBackend: new Own(), exampleDag: { variableKey: nasty } });
    write(outdir, { ...stub, 'show.py': 'import sys, json\nsys.path.insert(0, "dags")\nimport example_secrets_dag as d\nprint(json.dumps(d.__doc__))\nfrom airflow.sdk import *\nfrom airflow import sdk\nsdk.calls[0]()\nprint(json.dumps(Variable.read))' });
    const { stdout, stderr } = spawnSync(PYTHON!, ['show.py'], { cwd: outdir, encoding: 'utf-8' });
    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    expect((JSON.parse(lines[0]) as string).split(nasty)).toHaveLength(5);
    expect(JSON.parse(lines.at(-1)!)).toEqual([nasty]);
  });
});

test('an example DAG that is no longer asked for is removed by projen, and nothing else', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', secretsBackend, exampleDag: {} });
  write(outdir, { 'dags/mine.py': '' });
  synth({ runtimeVersion: '3.1-12', secretsBackend }, undefined, outdir);
  expect(fs.readdirSync(path.join(outdir, 'dags'))).toEqual(['mine.py']);
});
