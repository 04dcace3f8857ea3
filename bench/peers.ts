import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Workspace } from './workspace';

/** The tools that check a project against a template, or why they are not there. */
export type Peers = { readonly bin: string; readonly python: string; readonly versions: Readonly<Record<string, string>> } | { readonly reason: string };

/** What is taken from the first project into the templates: all but what only projen has, and the developer's own `.env`. */
const NOT_IN_TEMPLATE = /^(\.projen|\.projenrc\..*|\.env|\.cruft\.json|\.copier-answers\.yml)$/;

const REQUIREMENTS = path.join(__dirname, 'requirements.txt');

/** The placeholder that makes the copy a template: the project's name. */
const PARAMETRIC = path.join('.astro', 'config.yaml');

/** Installs the peers into a virtual environment, unless they are installed. */
export function installPeers(workspace: Workspace): Peers {
  const venv = path.join(workspace.cache, 'venv');
  const bin = path.join(venv, 'bin');
  const stamp = path.join(venv, 'installed.txt');
  const wanted = fs.readFileSync(REQUIREMENTS, 'utf-8');
  try {
    if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf-8') !== wanted) {
      fs.rmSync(venv, { recursive: true, force: true });
      run('python3', ['-m', 'venv', venv]);
      run(path.join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', '--cache-dir', path.join(workspace.cache, 'pip'), '--requirement', REQUIREMENTS]);
      fs.writeFileSync(stamp, wanted);
    }
  } catch (error) {
    const [line] = ((error as { stderr?: Buffer }).stderr?.toString() || (error as Error).message).trim().split('\n').slice(-1);
    return { reason: `cruft and copier could not be installed with python3: ${line}` };
  }
  const versions = ['cruft', 'cookiecutter', 'copier'].map((name) => [name, new RegExp(`^${name}==(.*)$`, 'm').exec(wanted)?.[1] ?? '?']);
  return { bin, python: path.join(bin, 'python'), versions: Object.fromEntries(versions) };
}

/** The Python that measures memory: that of the peers, or any; undefined if there is none. */
export function findPython(peers: Peers): string | undefined {
  if ('python' in peers) {
    return peers.python;
  }
  try {
    run('python3', ['--version']);
    return 'python3';
  } catch {
    return undefined;
  }
}

/**
 * Puts a project under cruft and copier: makes a template of each kind from its files and applies it to it, so that both
 * have their records and find nothing to say.
 *
 * @param project the project's folder, whose name is the template's one answer
 */
export function adoptByPeers(workspace: Workspace, { bin }: { readonly bin: string }, project: string): void {
  const name = path.basename(project);
  const [cookiecutter, copier] = makeTemplates(workspace, project);
  const answers = ['--no-input', '--extra-context', JSON.stringify({ project_name: name })];
  workspace.prepare([path.join(bin, 'cruft'), 'create', cookiecutter, ...answers, '--output-dir', path.dirname(project), '--overwrite-if-exists'], path.dirname(project));
  workspace.prepare([path.join(bin, 'copier'), 'copy', '--quiet', '--defaults', '--overwrite', '--data', `project_name=${name}`, copier, project], path.dirname(project));
}

/** The templates of the two, each a git repository. */
function makeTemplates(workspace: Workspace, project: string): [string, string] {
  const cookiecutter = path.join(workspace.work, 'templates', 'cookiecutter');
  const copier = path.join(workspace.work, 'templates', 'copier');
  if (!fs.existsSync(cookiecutter)) {
    const name = path.basename(project);
    copyFiles(project, path.join(cookiecutter, '{{cookiecutter.project_name}}'), (text) => escapeJinja(text));
    parametrize(path.join(cookiecutter, '{{cookiecutter.project_name}}', PARAMETRIC), name, '{{cookiecutter.project_name}}');
    fs.writeFileSync(path.join(cookiecutter, 'cookiecutter.json'), `${JSON.stringify({ project_name: 'orders' })}\n`);
    // The project's own ignore file lies in the template.
    workspace.commit(cookiecutter, ['--force']);

    copyFiles(project, copier, (text) => text);
    parametrize(path.join(copier, PARAMETRIC), name, '{{ project_name }}');
    fs.renameSync(path.join(copier, PARAMETRIC), path.join(copier, `${PARAMETRIC}.jinja`));
    fs.writeFileSync(path.join(copier, 'copier.yml'), 'project_name:\n  type: str\n  default: orders\n');
    fs.writeFileSync(path.join(copier, '{{ _copier_conf.answers_file }}.jinja'), '{{ _copier_answers|to_nice_yaml }}');
    workspace.commit(copier, ['--force']);
    workspace.prepare(['git', 'tag', 'v1.0.0'], copier);
  }
  return [cookiecutter, copier];
}

function copyFiles(from: string, to: string, change: (text: string) => string): void {
  const entries = fs.readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(from, file);
    if (!NOT_IN_TEMPLATE.test(name.split(path.sep)[0])) {
      fs.mkdirSync(path.dirname(path.join(to, name)), { recursive: true });
      fs.writeFileSync(path.join(to, name), change(fs.readFileSync(file, 'utf-8')));
    }
  }
}

function escapeJinja(text: string): string {
  return /\{[{%#]/.test(text) ? `{% raw %}${text}{% endraw %}` : text;
}

function parametrize(file: string, name: string, placeholder: string): void {
  fs.writeFileSync(file, fs.readFileSync(file, 'utf-8').replace(name, placeholder));
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}
