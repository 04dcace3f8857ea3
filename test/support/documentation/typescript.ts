import * as fs from 'node:fs';
import * as path from 'node:path';
import { compileFunction } from 'node:vm';
import * as projen from 'projen';
import * as ts from 'typescript';
import type { Proof } from './proof';
import { Terminal, type Ran } from './terminal';
import * as airflow from '../../../src';
import type { Block } from '../pages';
import { astroTree, read, tempDir, write } from '../util';

/**
 * Runs every block of TypeScript: a whole rc file by tsx, as `npx tsx .projenrc.ts` does, anything else in a project with a
 * `LocalAirflow`. A project has written files then; a secret's name is the one in the comment after the call.
 */
export const typescript: Proof = (block) => {
  if (isWhole(block) && !hasProject(block)) {
    runRcFile(checked(block));
    return;
  }
  const outdir = isWhole(block) ? runRcFile(checked(block)) : runPiece(checked(block));
  const written = ['docker-compose.override.yml', 'airflow/docker-compose.override.yml', '.github/workflows/drift.yml', '.github/workflows/build.yml', '.env', 'vault/airflow-read.hcl'].map((name) => path.join(outdir, name));
  expect(written.filter((file) => fs.existsSync(file))).not.toEqual([]);
};

export function isWhole({ code }: Block): boolean {
  return /^import /m.test(code);
}

function hasProject({ code }: Block): boolean {
  return /new \w*\.?\w*Project\(/.test(code);
}

/** The block with a check of each comment that gives a value, and with a synth where it omits that. */
function checked(block: Block): Block {
  const code = block.code.replace(/^(\w+\.secretNameFor\w+\(.*?\)); \/\/ (.*)$/gm, 'same($1, "$2");');
  const synth = isWhole(block) && hasProject(block) && !code.includes('project.synth()') ? 'project.synth();\n' : '';
  return { ...block, code: `${code}${synth}function same(got: unknown, shown: string) { if (got !== shown) { throw new Error(\`\${got}, not \${shown}\`); } }\n` };
}

/** Runs a whole rc file, and gives its project: one of the Astro CLI for a bare `Project`, otherwise an empty folder. */
export function runRcFile({ code }: Block, prepare: (terminal: Terminal) => void = () => undefined, then: (ran: Ran) => void = () => undefined): string {
  const terminal = new Terminal();
  const isBare = /new Project\(/.test(code);
  if (isBare) {
    prepareTree(terminal.directory);
  } else if (code.includes("directory: 'airflow'")) {
    write(terminal.directory, { 'airflow/Dockerfile': 'FROM astrocrpublic.azurecr.io/runtime:3.3-8\n' });
  }
  terminal.runsQuickly('npm install --save-dev projen-astro-airflow projen constructs tsx');
  if (!isBare) {
    fs.rmSync(path.join(terminal.directory, 'package.json'));
  }
  prepare(terminal);
  write(terminal.directory, { '.projenrc.ts': code });
  then(terminal.runsQuickly('npx tsx .projenrc.ts'));
  return terminal.directory;
}

function runPiece({ code }: Block): string {
  const outdir = tempDir();
  prepareTree(outdir);
  const project = new projen.Project({ name: 'orders', outdir });
  const local = new airflow.LocalAirflow(project, { credentials: [airflow.AwsCredentials.mounted()] });
  const names = { ...projen, ...airflow, project, local };
  (compileFunction(ts.transpile(code), Object.keys(names)) as (...values: unknown[]) => void)(...Object.values(names));
  project.synth();
  return outdir;
}

/** A project of the Astro CLI, with the folders and files that the pages assume. */
function prepareTree(outdir: string): void {
  astroTree(outdir);
  ['etl', 'ml'].forEach((name) => write(outdir, { [`${name}/Dockerfile`]: read(outdir, 'Dockerfile') }));
  write(outdir, { 'team.env': '', '.env': '' });
}
