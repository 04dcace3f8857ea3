// What the pictures of programs have in common: folders to run them in, and the programs themselves.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
export const ROOT = path.resolve(HERE, '../..');

/** The command of the package. */
export const COMMAND = path.join(ROOT, 'bin', 'projen-astro-airflow');

/** Gives each of some folders to work, and removes them after it. */
export async function inFolders(count, work) {
  const folders = Array.from({ length: count }, () => fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'picture-'))));
  try {
    return await work(...folders);
  } finally {
    folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true }));
  }
}

/** Makes the package and what its rc files need available in a folder, without an installation. */
export function link(folder) {
  fs.mkdirSync(path.join(folder, 'node_modules'));
  for (const [name, target] of [['projen-astro-airflow', ROOT], ...['projen', 'constructs', 'tsx', '.bin'].map((name) => [name, path.join(ROOT, 'node_modules', name)])]) {
    fs.symlinkSync(target, path.join(folder, 'node_modules', name), 'junction');
  }
}

/** Runs Node, as on a terminal if that is asked for, and returns what it prints to its output, or also to its error output. */
export function node(args, cwd, { env = {}, terminal = false, all = false, status: wanted = 0 } = {}) {
  const words = [...(terminal ? ['--require', path.join(HERE, 'as-terminal.cjs')] : []), ...args];
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|npm)_|^(NO_COLOR|FORCE_COLOR|NODE_OPTIONS)$/i.test(name)));
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd, encoding: 'utf-8', env: { ...clean, CI: '', ...env } });
  if (status !== wanted) {
    throw new Error(`node ${args.join(' ')} ended with ${status}, not with ${wanted}:\n${stdout}${stderr}`);
  }
  return all ? stdout + stderr : stdout;
}

/** Changes a file, whether it is read-only or not. */
export function edit(file, change) {
  const before = fs.readFileSync(file, 'utf-8');
  const after = change(before);
  if (after === before) {
    throw new Error(`The edit of ${path.basename(file)} changes nothing.`);
  }
  fs.chmodSync(file, 0o644);
  fs.writeFileSync(file, after);
}
