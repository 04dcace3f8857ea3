// What the drift check prints on a terminal for an example with a few edits.
import fs from 'node:fs';
import path from 'node:path';
import { COMMAND, ROOT, edit, inFolders, link, node } from './run.mjs';
import { picture } from './terminal.mjs';

export const file = 'docs/drift-report.svg';

export function draw() {
  return inFolders(1, (folder) => {
    fs.cpSync(path.join(ROOT, 'examples', 'airflow3-secrets-manager'), folder, { recursive: true });
    link(folder);
    node(['--import', 'tsx', '.projenrc.ts'], folder, { env: { PROJEN_DISABLE_POST: 'true' } });
    const change = (name, how) => edit(path.join(folder, name), how);
    change('docker-compose.override.yml', (text) => text.replace('read_only: true', 'read_only: false'));
    change('.env', (text) => text.replace('"orders/connections"', '"team/connections"'));
    change('dags/example_secrets_dag.py', (text) => text.replace('print("Variable my_var:"', 'print("My variable:"'));
    change('.projenrc.ts', (text) => text.replace("'DEBUG'", "'INFO'"));
    fs.rmSync(path.join(folder, '.env.example'));
    return picture(`$ npx projen-astro-airflow drift --diff\n${node([COMMAND, 'drift', '--diff'], folder, { terminal: true, status: 1 })}`, 120);
  });
}
