import { renderDag, type DagFacts } from '../../../src/files/example-dag-text';

const variable = { key: 'color', secretName: 'team/variables/color', create: 'create color', remove: 'remove color' };
const connection = { key: 'shop', secretName: 'team/connections/shop', create: 'create shop', remove: 'remove shop' };
const FACTS: DagFacts = { airflowMajor: 3, airflowMinor: 1, dagId: 'secrets', backendName: 'AWS Secrets Manager', contents: { form: 'created as plain text', variable: 'any text', connection: 'a connection URI or JSON' }, variable, connection, printConnectionUri: false };
const importsOf = (facts: DagFacts) => renderDag(facts).split('\n').filter((line) => line.startsWith('from airflow'));

test.each([
  ['Airflow 3, both', { ...FACTS }, ['from airflow.sdk import Connection, Variable, dag, task']],
  ['Airflow 3, a Variable', { ...FACTS, connection: undefined }, ['from airflow.sdk import Variable, dag, task']],
  ['Airflow 3, a Connection', { ...FACTS, variable: undefined }, ['from airflow.sdk import Connection, dag, task']],
  [
    'Airflow 2, both',
    { ...FACTS, airflowMajor: 2, airflowMinor: 11 },
    ['from airflow.decorators import dag, task', 'from airflow.hooks.base import BaseHook', 'from airflow.models import Variable'],
  ],
  ['Airflow 2, a Variable', { ...FACTS, airflowMajor: 2, connection: undefined }, ['from airflow.decorators import dag, task', 'from airflow.models import Variable']],
  ['Airflow 2, a Connection', { ...FACTS, airflowMajor: 2, variable: undefined }, ['from airflow.decorators import dag, task', 'from airflow.hooks.base import BaseHook']],
])('imports what it uses and no more: %s', (_, facts, imports) => {
  expect(importsOf(facts)).toEqual(imports);
});

test.each([
  [2, 1, 'schedule_interval'],
  [2, 3, 'schedule_interval'],
  [2, 4, 'schedule'],
  [2, 11, 'schedule'],
  [3, 0, 'schedule'],
])('on Airflow %i.%i the DAG runs when it is triggered alone, by the argument %s', (airflowMajor, airflowMinor, argument) => {
  expect(renderDag({ ...FACTS, airflowMajor, airflowMinor })).toContain(`\n    ${argument}=None,\n`);
});

test('before Airflow 2.4, which finds no other, a variable of the module holds the DAG', () => {
  expect(renderDag({ ...FACTS, airflowMajor: 2, airflowMinor: 3 })).toMatch(/\n\n\nexample_dag = example_secrets\(\)\n$/);
  expect(renderDag({ ...FACTS, airflowMajor: 2, airflowMinor: 4 })).toMatch(/\n\n\nexample_secrets\(\)\n$/);
});

test('the docstring names each secret, with the commands that make and delete it', () => {
  const text = renderDag(FACTS);
  expect(text).toContain('- team/variables/color: any text, for the variable color\n- team/connections/shop: a connection URI or JSON, for the connection shop\n');
  expect(text).toContain('For example:\n\n    create color\n    create shop\n');
  expect(text).toContain('can be deleted after that:\n\n    remove color\n    remove shop\n"""');
});

test('a backend without commands leaves them out', () => {
  const text = renderDag({ ...FACTS, connection: undefined, variable: { key: 'color', secretName: 'x' } });
  expect(text).not.toContain('For example');
  expect(text).toContain('The secrets can be deleted after that.\n"""');
});

test('secrets are looked up in tasks alone, which run in the DAG', () => {
  const lookUps = renderDag(FACTS).split('\n').filter((line) => /\.get\(/.test(line));
  expect(lookUps.every((line) => line.startsWith('        '))).toBe(true);
  expect(renderDag(FACTS)).toMatch(/\n    print_variable\(\)\n    print_connection\(\)\n\n\nexample_secrets\(\)\n$/);
});

test('of a connection the fields that are no secret are printed, or the URI where it is asked for', () => {
  expect(renderDag(FACTS)).not.toMatch(/password|get_uri/);
  expect(renderDag({ ...FACTS, printConnectionUri: true })).toContain('print("Connection shop:", conn.get_uri())');
});
