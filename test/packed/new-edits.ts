import * as fs from 'node:fs';
import * as path from 'node:path';
import { read } from '../support/util';

/** What a file of a new project holds, and what somebody makes of it manually. */
export type Edit = readonly [file: string, change: (text: string) => string];

/** An edit of each kind of file that projen keeps. */
export const EDITS: readonly Edit[] = [
  ['docker-compose.override.yml', (text) => text.replace('read_only: true', 'read_only: false')],
  ['.env.example', (text) => text.replace('"airflow/connections"', '"team/connections"')],
  ['.env', (text) => text.replace('"airflow/connections"', '"team/connections"')],
  ['dags/example_secrets_dag.py', (text) => text.replace('retries', 'tries')],
  ['requirements.txt', (text) => text.replace('apache-airflow-providers-amazon', 'apache-airflow-providers-amazon==9.0.0')],
  ['.gitignore', (text) => text.replace('__pycache__/\n', '')],
  ['.dockerignore', (text) => text.replace('logs/\n', '')],
  ['Dockerfile', (text) => text.replace(/:.*/, (tag) => (tag.includes('13.') ? ':13.6.0' : ':3.1-12'))],
  ['.projen/tasks.json', (text) => text.replace('projen-astro-airflow drift', 'true')],
  ['.github/workflows/drift.yml', (text) => text.replace('contents: read', 'contents: write')],
];

/** Edits a file, and keeps its mode: that of `.env` is a part of what it is. */
export function makeEdit(directory: string, [name, change]: Edit): void {
  const text = read(directory, name);
  expect(change(text)).not.toBe(text);
  replace(directory, name, change(text));
}

/** Edits a file for as long as something runs. */
export function whileEdited<T>(directory: string, one: Edit, then: () => T): T {
  const text = read(directory, one[0]);
  makeEdit(directory, one);
  try {
    return then();
  } finally {
    replace(directory, one[0], text);
  }
}

function replace(directory: string, name: string, text: string): void {
  const file = path.join(directory, name);
  const { mode } = fs.statSync(file);
  fs.chmodSync(file, 0o600);
  fs.writeFileSync(file, text);
  fs.chmodSync(file, mode);
}
