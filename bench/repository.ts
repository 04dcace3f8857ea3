import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Step } from './meter';
import { adoptByPeers, type Peers } from './peers';
import { rcName, rcText, type Language, type Layout, type RcFile } from './rc-files';
import { removeTree, type Workspace } from './workspace';

/** A git repository with some Astro projects, everything synthesized and committed. */
export interface Repository {
  readonly directory: string;
  readonly language: Language;
  readonly layout: Layout;
  /** The names of the Astro projects' folders. */
  readonly projects: readonly string[];
}

/** The tree that `astro dev init` makes, by path. */
const TREE = Object.entries(JSON.parse(fs.readFileSync(path.resolve(__dirname, '..', 'test', 'support', 'fixtures', 'astro-dev-init.json'), 'utf-8')) as Record<string, string>);

const IMAGE = 'astrocrpublic.azurecr.io/runtime:3.1-12';

/** What a real synth does after its files, an install above all, is not what is compared. */
export const NO_POST = { PROJEN_DISABLE_POST: 'true' };

/** Makes a repository with a number of Astro projects. */
export function makeRepository(workspace: Workspace, peers: Peers, layout: Layout, language: Language, size: number): Repository {
  const directory = path.join(workspace.work, `${layout}-${language}-${size}`);
  const projects = Array.from({ length: size }, (_, index) => `p${String(index + 1).padStart(4, '0')}`);
  const rc: RcFile = { language, host: 'bare', layout, projects, component: true, projen: 'whole' };
  if (layout === 'own') {
    const first = path.join(directory, projects[0]);
    writeAstroTree(first, projects[0]);
    synthesize(workspace, rc, first);
    // Their templates name the rc file in JavaScript; they do not care about rc files, so once is enough.
    if ('bin' in peers && language === 'js') {
      adoptByPeers(workspace, peers, first);
    }
    projects.slice(1).forEach((name) => copyProject(first, path.join(directory, name)));
  } else {
    projects.forEach((name) => writeAstroTree(path.join(directory, name), name));
    synthesize(workspace, rc, directory);
  }
  workspace.commit(directory);
  return { directory, language, layout, projects };
}

/** Makes a folder with one Astro project and its rc file, synthesized. */
export function makeProject(workspace: Workspace, name: string, rc: RcFile): string {
  const directory = path.join(workspace.work, name);
  writeAstroTree(directory, name);
  synthesize(workspace, rc, directory);
  return directory;
}

/** Makes room: a thousand projects are tens of thousands of files. */
export function removeRepository({ directory }: Repository): void {
  removeTree(directory);
}

/** How the rc file is run manually. */
export function rcCommand(workspace: Workspace, language: Language): string[] {
  return [language === 'ts' ? workspace.bin('tsx') : process.execPath, rcName(language)];
}

/**
 * The check of the project in a folder, without Node's compile cache, which the rc file alone does not have either: what it
 * saves would hide what the check costs.
 */
export function driftStep(workspace: Workspace, directory: string, env: Readonly<Record<string, string>> = {}, ...options: string[]): Step {
  return workspace.step([workspace.bin('projen-astro-airflow'), 'drift', ...options], directory, { NODE_DISABLE_COMPILE_CACHE: '1', ...env });
}

function writeAstroTree(directory: string, name: string): void {
  for (const [file, content] of TREE) {
    const absolute = path.join(directory, file);
    fs.mkdirSync(path.dirname(absolute), { recursive: true });
    fs.writeFileSync(absolute, content.replace('{image}', IMAGE).replace('name: orders', `name: ${name}`));
  }
}

function synthesize(workspace: Workspace, rc: RcFile, directory: string): void {
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(directory, rcName(rc.language)), rcText(rc));
  workspace.prepare(rcCommand(workspace, rc.language), directory, NO_POST);
}

/** A copy of a project under another name. The peers' records and the files of their template contain the name. */
function copyProject(from: string, to: string): void {
  const [old, name] = [path.basename(from), path.basename(to)];
  for (const entry of fs.readdirSync(from, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const copy = path.join(to, path.relative(from, file));
    if (entry.isDirectory()) {
      fs.mkdirSync(copy, { recursive: true });
    } else {
      fs.mkdirSync(path.dirname(copy), { recursive: true });
      fs.writeFileSync(copy, fs.readFileSync(file, 'utf-8').replaceAll(old, name), { mode: fs.statSync(file).mode });
    }
  }
}
