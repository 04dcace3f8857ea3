// Shows the package at work on a fresh machine: installs what is missing, packs the package, creates an Astro project with
// projen new, runs the real npx projen in it, and checks for drift before and after edits.
//
//   npm run demo                    in a temporary directory, which is removed at the end
//   npm run demo -- --dir DIR       in DIR (new or empty), which is left there
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';

const NAME = 'orders-pipelines';

/** The files that the run shows; the others belong to projen's bookkeeping or to the user. */
const SHOWN = ['.projenrc.ts', 'Dockerfile', 'docker-compose.override.yml', '.env', '.env.example', 'dags/example_secrets_dag.py', 'requirements.txt', '.gitignore', '.dockerignore'];

/** A manual edit to each kind of file, which the drift check should find. */
const EDITS = {
  'Dockerfile': (text) => text.replace(/(:\d+\.\d+-)\d+/, '$199'),
  'docker-compose.override.yml': (text) => text.replace('read_only: true', 'read_only: false'),
  '.env': (text) => text.replace('"airflow/connections"', '"team/connections"'),
  '.env.example': (text) => `${text}MY_FLAG=on\n`,
  'dags/example_secrets_dag.py': (text) => text.replace('retries', 'tries'),
  'requirements.txt': (text) => text.replace('\napache-airflow-providers-amazon\n', '\n'),
  '.gitignore': (text) => `${text}*.bak\n`,
  '.dockerignore': (text) => text.replace('\n.projen\n', '\n'),
};

const { values } = parseArgs({ options: { dir: { type: 'string' } } });
const target = values.dir === undefined ? fs.mkdtempSync(path.join(os.tmpdir(), 'astro-project-')) : newDirectory(path.resolve(values.dir));
const tarballs = fs.mkdtempSync(path.join(os.tmpdir(), 'packed-'));
try {
  demo();
} finally {
  fs.rmSync(tarballs, { recursive: true, force: true });
  if (values.dir === undefined) {
    fs.rmSync(target, { recursive: true, force: true });
  }
}

function demo() {
  if (!fs.existsSync(path.join(root, 'node_modules', 'projen'))) {
    step('Install what the package is built with', () => run('npm', ['ci', '--no-audit', '--no-fund'], root));
  }
  if (libIsStale()) {
    step('Compile', () => run('npx', ['jsii', '--silence-warnings=reserved-word'], root));
  }
  step('Pack', () => run('npm', ['pack', '--ignore-scripts', '--pack-destination', tarballs], root));
  const tarball = path.join(tarballs, fs.readdirSync(tarballs)[0]);
  const version = JSON.parse(fs.readFileSync(path.join(root, 'node_modules', 'projen', 'package.json'), 'utf-8')).version;
  const projen = path.join(root, 'node_modules', 'projen', 'bin', 'projen');
  step(`projen new --from ${path.basename(tarball)} --name ${NAME}`, () =>
    run(process.execPath, [projen, 'new', '--from', tarball, '--name', NAME, '--no-git', '--projen-version', version], target));
  const before = snapshot();
  step('Another synth, which changes nothing: npx projen', () => run('npx', ['projen'], target));
  showTree(before);
  for (const name of SHOWN) {
    show(name, fs.readFileSync(path.join(target, name), 'utf-8'));
  }
  showDrift();
  if (values.dir !== undefined) {
    console.log(`\nThe project is left in ${target}`);
  }
}

/** The drift check on the fresh files, after an edit to each of them, and after the command that it names. */
function showDrift() {
  const drift = (title) => {
    const { status, stdout, stderr } = spawnSync('npx', ['--no', 'projen-astro-airflow', 'drift'], { cwd: target, encoding: 'utf-8', shell: windows });
    show(`${title}: npx projen-astro-airflow drift (exit code ${status})`, stdout + stderr);
  };
  console.log();
  drift('Right after the synth');
  for (const [name, edit] of Object.entries(EDITS)) {
    const file = path.join(target, name);
    fs.chmodSync(file, 0o644);
    fs.writeFileSync(file, edit(fs.readFileSync(file, 'utf-8')));
  }
  drift('After an edit to each kind of file');
  step('Fix it: npx projen', () => run('npx', ['projen'], target));
  drift('In sync again');
}

/** Whether a source file is newer than what was compiled from it. */
function libIsStale() {
  const built = fs.statSync(path.join(root, 'lib', 'index.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return fs.readdirSync(path.join(root, 'src'), { recursive: true }).some((name) => fs.statSync(path.join(root, 'src', name)).mtimeMs > built);
}

function newDirectory(directory) {
  if (fs.existsSync(directory) && fs.readdirSync(directory).length > 0) {
    console.error(`${directory} is not empty. Name a new or an empty directory.`);
    process.exit(2);
  }
  fs.mkdirSync(directory, { recursive: true });
  return directory;
}

/** Every file but those of node_modules, with its content. */
function snapshot() {
  const names = fs.readdirSync(target, { recursive: true }).filter((name) => !name.split(path.sep).includes('node_modules'));
  const files = names.filter((name) => fs.statSync(path.join(target, name)).isFile()).sort();
  return new Map(files.map((name) => [name.split(path.sep).join('/'), fs.readFileSync(path.join(target, name), 'utf-8')]));
}

function showTree(before) {
  console.log('\n── The tree; + and ~ would mark what the second synth added or changed');
  for (const [name, content] of snapshot()) {
    const mark = !before.has(name) ? '+' : before.get(name) === content ? ' ' : '~';
    console.log(`${mark} ${name}`);
  }
}

function show(name, content) {
  console.log(`\n── ${name}`);
  console.log(content.trimEnd());
}

function step(title, work) {
  const start = performance.now();
  work();
  console.log(`${title} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}

function run(command, args, cwd) {
  try {
    // In CI projen installs from a lock file, which a new project does not have.
    const env = { ...process.env, CI: '' };
    execFileSync(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf-8', shell: windows && command !== process.execPath });
  } catch (error) {
    console.error(`${command} ${args.join(' ')} failed:\n${error.stdout}${error.stderr}`);
    process.exit(1);
  }
}
