import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import devInit from './fixtures/astro-dev-init.json';

const made: string[] = [];

afterAll(() => made.splice(0).forEach(removeTree));

/** Removes a directory, also where a test has taken the right to from an ordinary user. */
function removeTree(directory: string): void {
  try {
    fs.rmSync(directory, { recursive: true, force: true });
  } catch {
    makeWritable(directory);
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

function makeWritable(directory: string): void {
  fs.chmodSync(directory, 0o700);
  fs.readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory()).forEach((entry) => makeWritable(path.join(directory, entry.name)));
}

/** A fresh directory that goes away after the test file. */
export function tempDir(): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'airflow-'));
  made.push(directory);
  return directory;
}

/** Writes files, given by their path below the directory. */
export function write(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
}

/** The text of a file below the directory. */
export function read(directory: string, name: string): string {
  return fs.readFileSync(path.join(directory, name), 'utf-8');
}

/** What is in a file; undefined where this user may not read it. */
export function readable(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') {
      throw error;
    }
    return undefined;
  }
}

/** A text without the line that signs it, for a look at what it says. */
export function unsigned(text: string): string {
  return text.replace(/^# Signature: [0-9a-f]{16}( [\w-]+)?\r?\n/m, '');
}

/** Everything below a directory, from there, links not followed. Node's own way follows them from version 22 on. */
export function namesBelow(directory: string, below: string = ''): string[] {
  return fs.readdirSync(path.join(directory, below), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(below, entry.name);
    return entry.isDirectory() ? [name, ...namesBelow(directory, name)] : [name];
  });
}

/** Every file below the directory with its content, by its path with `/`. */
export function readTree(directory: string): Record<string, string> {
  const entries = fs.readdirSync(directory, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(directory, file).split(path.sep).join('/'), fs.readFileSync(file, 'utf-8')];
    }),
  );
}

/** What `astro dev init` of the Astro CLI 1.45 makes, as far as this package meets it. */
export function astroTree(directory: string, image: string = 'astrocrpublic.azurecr.io/runtime:3.1-12'): void {
  write(directory, { ...devInit, Dockerfile: devInit.Dockerfile.replace('{image}', image) });
}

/** Puts links into `node_modules`, so that a project in the directory finds the compiled package, projen and constructs. */
export function linkPackages(directory: string): void {
  const root = path.resolve(__dirname, '../..');
  const modules = path.join(directory, 'node_modules');
  fs.mkdirSync(modules, { recursive: true });
  fs.symlinkSync(root, path.join(modules, 'projen-astro-airflow'), 'junction');
  for (const name of ['projen', 'constructs']) {
    fs.symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name), 'junction');
  }
}
