import { pythonDocText, pythonString } from '../text/python-literal';

/** A secret that the DAG reads. */
export interface DagSecret {
  /** The variable's key or the connection's id. */
  readonly key: string;
  /** The name of the secret in the backend; undefined if the backend does not give it. */
  readonly secretName?: string;
  /** The line of a file that is the secret, with an example value; undefined if secrets are in no file. */
  readonly entry?: { readonly file: string; readonly line: string };
  /** The shell command that creates it with an example value. */
  readonly create?: string;
  /** The shell command that deletes it. */
  readonly remove?: string;
}

/** What the text of the DAG depends on. */
export interface DagFacts {
  readonly airflowMajor: number;
  readonly airflowMinor: number;
  readonly dagId: string;
  readonly backendName: string;
  /** What the secrets are made of; the form follows "each". */
  readonly contents: { readonly form: string; readonly variable: string; readonly connection: string };
  readonly variable?: DagSecret;
  readonly connection?: DagSecret;
  readonly printConnectionUri: boolean;
}

/** The example DAG in the style of the Airflow major, as Python source without a header. */
export function renderDag(facts: DagFacts): string {
  return [docstring(facts), imports(facts), '', '', ...dag(facts), ''].join('\n');
}

function docstring(facts: DagFacts): string {
  const secrets = [facts.variable, facts.connection].filter((secret) => secret !== undefined);
  const entries = secrets.map(({ entry }) => entry).filter((entry) => entry !== undefined);
  if (entries.length > 0) {
    return docText(linesOfFiles(facts, entries));
  }
  const create = secrets.map((secret) => secret.create).filter((command) => command !== undefined);
  const remove = secrets.map((secret) => secret.remove).filter((command) => command !== undefined);
  const lines = [
    `Reads ${what(facts)} through the secrets backend, ${facts.backendName}.`,
    '',
    secrets.every(({ secretName }) => secretName === undefined) ? 'Create a secret for each of these, with the tools of the service:' : `It needs these secrets, each ${facts.contents.form}:`,
    '',
    ...(facts.variable ? [needed(facts.variable, `variable ${facts.variable.key}`, facts.contents.variable)] : []),
    ...(facts.connection ? [needed(facts.connection, `connection ${facts.connection.key}`, facts.contents.connection)] : []),
    ...(create.length > 0 ? ['', 'For example:', '', ...create.flatMap(indented)] : []),
    '',
    `Trigger the DAG in the Airflow UI and read the log of its tasks. The secrets can be deleted after that${remove.length > 0 ? ':' : '.'}`,
    ...(remove.length > 0 ? ['', ...remove.flatMap(indented)] : []),
  ];
  return docText(lines);
}

/** Secrets that no command creates: lines of files that each developer has. */
function linesOfFiles(facts: DagFacts, entries: ReadonlyArray<NonNullable<DagSecret['entry']>>): string[] {
  const files = [...new Set(entries.map(({ file }) => file))];
  return [
    `Reads ${what(facts)} through the secrets backend, ${facts.backendName}.`,
    '',
    `It needs ${files.join(' and ')}, which each developer has and git ignores.`,
    'A new file has the example values. In a file that you already have, add the line:',
    ...files.flatMap((file) => ['', `${file}:`, '', ...entries.filter((entry) => entry.file === file).map(({ line }) => `    ${line}`)]),
    '',
    'Trigger the DAG in the Airflow UI and read the log of its tasks. An edit takes effect at the next lookup.',
  ];
}

function docText(lines: readonly string[]): string {
  return `"""${pythonDocText(lines.join('\n'))}\n"""`;
}

function needed({ secretName }: DagSecret, reader: string, content: string): string {
  return secretName === undefined ? `- the ${reader}: ${content}` : `- ${secretName}: ${content}, for the ${reader}`;
}

/** A command, or one for each shell. */
function indented(commands: string): string[] {
  return commands.split('\n').map((command) => `    ${command}`);
}

function what(facts: DagFacts): string {
  return [...(facts.variable ? ['a Variable'] : []), ...(facts.connection ? ['a Connection'] : [])].join(' and ');
}

function imports(facts: DagFacts): string {
  const lines = ['', 'from datetime import datetime, timedelta', ''];
  if (facts.airflowMajor === 3) {
    const names = [...(facts.connection ? ['Connection'] : []), ...(facts.variable ? ['Variable'] : []), 'dag', 'task'];
    return [...lines, `from airflow.sdk import ${names.join(', ')}`].join('\n');
  }
  return [
    ...lines,
    'from airflow.decorators import dag, task',
    ...(facts.connection ? ['from airflow.hooks.base import BaseHook'] : []),
    ...(facts.variable ? ['from airflow.models import Variable'] : []),
  ].join('\n');
}

function dag(facts: DagFacts): string[] {
  // Airflow 2.4 renamed schedule_interval, and finds DAGs that no variable of the module holds; Airflow 3 knows the new name alone.
  const [schedule, register] = facts.airflowMajor === 2 && facts.airflowMinor < 4 ? ['schedule_interval', 'example_dag = '] : ['schedule', ''];
  return [
    '@dag(',
    `    dag_id=${pythonString(facts.dagId)},`,
    `    ${schedule}=None,`,
    '    start_date=datetime(2024, 1, 1),',
    '    catchup=False,',
    '    default_args={"retries": 2, "retry_delay": timedelta(seconds=5)},',
    '    tags=["example", "secrets"],',
    ')',
    'def example_secrets():',
    ...(facts.variable ? variableTask(facts.variable) : []),
    ...(facts.variable && facts.connection ? [''] : []),
    ...(facts.connection ? connectionTask(facts.connection, facts) : []),
    '',
    // Secrets are looked up when a task runs: a lookup at import would run with every parse of the file.
    ...(facts.variable ? ['    print_variable()'] : []),
    ...(facts.connection ? ['    print_connection()'] : []),
    '',
    '',
    `${register}example_secrets()`,
  ];
}

function variableTask(variable: DagSecret): string[] {
  return ['    @task', '    def print_variable():', `        print(${pythonString(`Variable ${variable.key}:`)}, Variable.get(${pythonString(variable.key)}))`];
}

function connectionTask(connection: DagSecret, facts: DagFacts): string[] {
  const getter = facts.airflowMajor === 3 ? 'Connection.get' : 'BaseHook.get_connection';
  const title = pythonString(`Connection ${connection.key}:`);
  return [
    '    @task',
    '    def print_connection():',
    `        conn = ${getter}(${pythonString(connection.key)})`,
    ...(facts.printConnectionUri
      ? ['        # The URI contains the password.', `        print(${title}, conn.get_uri())`]
      : [
        `        print(${title})`,
        '        for field in ("conn_type", "host", "port", "schema", "login"):',
        '            print(f"  {field}: {getattr(conn, field)}")',
        '        # Extras can be secrets too, so only their names are printed.',
        '        print(f"  extra: {sorted(conn.extra_dejson)}")',
      ]),
  ];
}
