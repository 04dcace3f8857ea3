import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { DEVELOPMENT_NODE, LOWEST_NODE, NODE_LINES } from '../../../projenrc/node-versions';

const ROOT = path.resolve(__dirname, '../../..');
const read = (...names: string[]) => fs.readFileSync(path.join(ROOT, ...names), 'utf-8');
const workflow = (name: string) => parse(read('.github', 'workflows', `${name}.yml`)) as Record<string, any>;

interface Task { readonly env?: Record<string, string>; readonly steps?: ReadonlyArray<{ exec?: string; execArgs?: string[]; spawn?: string }> }

const { tasks } = JSON.parse(read('.projen', 'tasks.json')) as { tasks: Record<string, Task> };
const { scripts, engines } = JSON.parse(read('package.json')) as { scripts: Record<string, string>; engines: { node: string } };

/** The commands of a task and of those that it starts. */
function commandsOf(name: string): string[] {
  return (tasks[name].steps ?? []).flatMap(({ exec, execArgs, spawn }) => [...(exec === undefined ? [] : [exec]), ...(execArgs ?? []).filter((arg) => arg !== '$@'), ...(spawn === undefined ? [] : commandsOf(spawn))]);
}

describe('every shell reads alike', () => {
  // Quotes, variables, lists and conditions are where cmd and sh differ; && is the same in both.
  const ofOneShell = /['`$%^;|<>*~\\]|(?<!&)&(?!&)/;

  test.each(Object.entries(scripts))('the script %s', (_, script) => {
    expect(script).not.toMatch(ofOneShell);
  });

  test.each(['verify', 'verify:full', 'test', 'properties', 'bench'])('the commands of the task %s', (name) => {
    expect(commandsOf(name).length).toBeGreaterThan(0);
    commandsOf(name).forEach((command) => expect(command).not.toMatch(ofOneShell));
  });
});

describe('the release', () => {
  test('is started by a maintainer alone', () => {
    expect(Object.keys(workflow('release').on as object)).toEqual(['workflow_dispatch']);
  });

  test('publishes from the environment that can ask for a review', () => {
    const jobs = workflow('release').jobs as Record<string, { environment?: string }>;
    const publishing = Object.keys(jobs).filter((name) => name !== 'release');
    expect(publishing).toEqual(['release_github', 'release_npm', 'release_pypi']);
    publishing.forEach((name) => expect(jobs[name].environment).toBe('release'));
  });

  test('starts at 0.1.0 and stays below 1', () => {
    expect(tasks['bump:next-version'].steps).toEqual([{ exec: 'node -e "process.stdout.write(process.env.LATEST_TAG ? \'\' : \'0.1.0\')"' }]);
    expect(tasks.release.env).toMatchObject({ MAJOR: '0' });
  });
});

describe('the lines of Node', () => {
  test('are tested from the lowest to the one of the developers', () => {
    expect(engines.node).toBe(`>= ${LOWEST_NODE}`);
    expect(LOWEST_NODE.split('.')[0]).toBe(NODE_LINES[0]);
    expect(NODE_LINES).toContain(DEVELOPMENT_NODE);
    expect(read('.nvmrc')).toBe(`${DEVELOPMENT_NODE}\n`);
    const { strategy, 'timeout-minutes': timeout } = (workflow('verify').jobs as Record<string, any>).verify as Record<string, any>;
    expect(strategy).toEqual({ 'fail-fast': false, 'matrix': { os: ['ubuntu-latest', 'macos-latest', 'windows-latest'], node: NODE_LINES } });
    expect(timeout).toBe(30);
  });
});

describe('CONTRIBUTING.md', () => {
  const page = read('CONTRIBUTING.md');
  // git leaves empty folders behind where it moves files.
  const hasFiles = (folder: string) => fs.readdirSync(folder, { withFileTypes: true, recursive: true }).some((entry) => entry.isFile());
  const folders = (name: string) =>
    fs.readdirSync(path.join(ROOT, name), { withFileTypes: true }).filter((entry) => entry.isDirectory() && hasFiles(path.join(ROOT, name, entry.name))).map((entry) => entry.name);

  test.each([...folders('src'), ...folders('test')])('has a line for the folder %s', (name) => {
    expect(page).toContain(`\n| \`${name}/\` |`);
  });

  test('lists the types of commits', () => {
    const types = Object.keys(JSON.parse(read('scripts', 'commit-types.json')) as object);
    types.forEach((type) => expect(page).toMatch(new RegExp(`^\\| .*\`${type}\`.* \\|`, 'm')));
  });

  test('names scripts, tasks and files that exist', () => {
    const missing = [
      ...[...page.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name).filter((name) => !(name in scripts)),
      ...[...page.matchAll(/npx projen ([a-z][\w:]*)/g)].map(([, name]) => name).filter((name) => !(name in tasks)),
      ...[...page.matchAll(/`((?:src|test|scripts|projenrc|docs|schema)\/[\w./-]+)`/g)].map(([, name]) => name).filter((name) => !fs.existsSync(path.join(ROOT, name))),
    ];
    expect(missing).toEqual([]);
  });
});
