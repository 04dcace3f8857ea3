import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { gitState, ownTree, pack, projenNew, PROJEN_VERSION, runs, tracked, type Ran } from './projen-new';
import { astroTree, read, tempDir, write } from '../support/util';

const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const NPX = process.platform === 'win32' ? 'npx.cmd' : 'npx';

/** What projen itself has made before it calls a project type. */
const OF_PROJEN = ['package.json'];

let directory: string;
let tarball: string;

beforeAll(() => {
  const packed = pack();
  ({ tarball } = packed);
  directory = path.join(packed.parent, 'orders');
  fs.mkdirSync(directory);
}, 120_000);

/** Takes everything away but what a first try of projen's leaves, so that npm finds the packages installed. */
beforeEach(() => {
  const others = fs.readdirSync(directory).filter((name) => !['node_modules', ...OF_PROJEN].includes(name));
  others.forEach((name) => fs.rmSync(path.join(directory, name), { recursive: true }));
});

const create = (...flags: string[]): Ran => projenNew(directory, tarball, flags.includes('--name') ? flags : ['--name', 'orders', ...flags]);

/** The message of a run that failed, which has to be all that is ours in its output, and has to have changed nothing. */
function refused(flags: readonly string[], without: readonly string[] = OF_PROJEN): string {
  const before = ownTree(directory, without);
  const { status, output } = create(...flags);
  expect(status).toBe(1);
  expect(ownTree(directory, without)).toEqual(before);
  const messages = [...output.matchAll(/^\[?AstroAirflowError: (.*?)\]?$/gm)].map(([, message]) => message);
  expect(messages).toHaveLength(1);
  expect(output.split('\n').filter((line) => /^\s+at /.test(line))).toEqual([]);
  return messages[0];
}

function git(...args: string[]): void {
  runs(directory, ['git', ...args]);
}

/** Commits what is there, as a user does who keeps packages out of git. */
function commitAll(): void {
  write(directory, { '.git/info/exclude': 'node_modules\n' });
  git('add', '-A');
  git('commit', '-q', '-m', 'ours');
}

describe('projen new refuses, and leaves everything as it is, with', () => {
  test.each([
    ['a name with a blank', ['--name', 'Orders Pipelines'], 'The project name "Orders Pipelines" is not valid for npm, Docker and the Astro CLI alike.'],
    ['the name of a package that the rc file needs', ['--name', 'projen'], 'The project name "projen" is that of something npm installs for the rc file.'],
    ['a runtime tag that is none', ['--runtime-version', 'latest'], 'The Astro Runtime tag "latest" is not known. Expected X.Y-Z for Airflow 3'],
    ['a runtime version that is a number', ['--runtime-version', '33'], '"projen new" turns digits into a number. Give the full version, for example --runtime-version 3.1-12.'],
    ['a misspelled flag', ['--runtime-versoin', '13.7.0'], '--runtime-versoin is no flag of this project type.'],
  ])('%s', (_, flags, message) => {
    expect(refused(flags)).toContain(message);
  }, 60_000);

  test('an rc file that is there', () => {
    write(directory, { '.projenrc.ts': 'ours\n' });
    expect(refused([])).toBe('.projenrc.ts exists, so this is a projen project already. Synthesize it ("npx projen"), or run "projen new" in another directory.');
  }, 60_000);

  test('a Dockerfile of no Astro Runtime', () => {
    write(directory, { Dockerfile: 'FROM python:3.12\nRUN true\n' });
    expect(refused([])).toContain('Dockerfile has no FROM line with a readable tag of Astro Runtime');
  }, 60_000);

  test('a .astro/config.yaml that the Astro CLI could not read', () => {
    write(directory, { '.astro/config.yaml': 'project: [' });
    expect(refused([])).toBe('.astro/config.yaml is not a YAML mapping, so the Astro CLI cannot read it. Fix it, or delete it to get a new one.');
  }, 60_000);

  test('a package.json with scripts, whose dependencies alone npm has touched, as the message says', () => {
    // projen takes the first other name among the devDependencies for that of the package it has installed.
    const manifest = { name: 'mine', scripts: { lint: 'eslint .' }, dependencies: { constructs: '^10.0.0' } };
    write(directory, { 'package.json': `${JSON.stringify(manifest, null, 4)}\n` });
    expect(refused([])).toMatch(/^package\.json is not projen's, and scripts.* would be lost\..*has put projen and projen-astro-airflow into its devDependencies/);
    const { devDependencies, ...others } = JSON.parse(read(directory, 'package.json'));
    expect([others, Object.keys(devDependencies)]).toEqual([manifest, ['projen', 'projen-astro-airflow']]);
  }, 60_000);

  test('edits that are not committed', () => {
    write(directory, { 'README.md': 'ours\n' });
    fs.rmSync(path.join(directory, 'package.json'), { force: true });
    git('init', '-q');
    commitAll();
    write(directory, { 'README.md': 'ours, edited\n', 'new.txt': 'new\n' });
    expect(refused([])).toMatch(/^README\.md and 1 more are not committed, .* would put them into a commit of its own\. Commit or stash them first/);
    expect(gitState(directory)).toEqual({ commits: ['ours'], changes: ' M README.md\n?? new.txt\n?? package.json\n' });
  }, 60_000);
});

describe('projen new in a tree of astro dev init that is in git', () => {
  const OURS = ['Dockerfile', 'README.md', 'requirements.txt', 'packages.txt', 'dags/exampledag.py', 'tests/dags/test_dag_example.py', '.astro/config.yaml', 'airflow_settings.yaml'];
  let before: Record<string, string>;

  beforeEach(() => {
    astroTree(directory, 'astrocrpublic.azurecr.io/runtime:3.1-12');
    fs.appendFileSync(path.join(directory, '.gitignore'), '# of the team\nnotes/\n!notes/keep.md\n');
    fs.appendFileSync(path.join(directory, '.dockerignore'), 'docs\n__pycache__/\n');
    fs.appendFileSync(path.join(directory, '.env'), 'MINE=1\n');
    fs.appendFileSync(path.join(directory, 'Dockerfile'), 'RUN true\n');
    fs.rmSync(path.join(directory, 'package.json'), { force: true });
    git('init', '-q');
    commitAll();
    before = Object.fromEntries(OURS.map((name) => [name, read(directory, name)]));
    expect(create()).toMatchObject({ status: 0 });
  }, 120_000);

  test('keeps what the team wrote, and declares in the rc file what projen has to write', () => {
    const { 'requirements.txt': requirements, ...untouched } = before;
    for (const [name, text] of Object.entries(untouched)) {
      expect([name, read(directory, name)]).toEqual([name, text]);
    }
    expect(read(directory, 'requirements.txt').startsWith(requirements)).toBe(true);
    expect(read(directory, '.env').startsWith('MINE=1\n')).toBe(true);
    expect(parse(read(directory, 'docker-compose.override.yml')).services).toHaveProperty('api-server');
    expect(read(directory, '.projenrc.ts')).toContain("  runtimeVersion: '3.1-12',\n");
    expect(read(directory, '.projenrc.ts')).toContain(
      "});\nproject.gitignore.addPatterns('# of the team', 'notes/', '!notes/keep.md');\nproject.dockerignore.addPatterns('docs', '__pycache__/');\n\nproject.synth();\n",
    );
    expect(read(directory, '.gitignore')).toMatch(/\n# of the team\nnotes\/\n!notes\/keep\.md\n/);
    expect(read(directory, '.dockerignore')).toMatch(/\ndocs\n__pycache__\/\n/);

    // The team's history goes on, without the personal files.
    expect(gitState(directory)).toEqual({ commits: ['chore: project created with projen', 'ours'], changes: '' });
    expect(tracked(directory)).not.toEqual(expect.arrayContaining(['.env']));

    const written = ownTree(directory);
    runs(directory, [NPX, 'projen']);
    expect(ownTree(directory)).toEqual(written);
    expect(runs(directory, [NPX, 'projen', 'drift'])).toMatch(/\d+ files in sync\./);
  }, 120_000);
});

describe('projen new without a network', () => {
  test('fails in projen\'s own installation, and leaves nothing', () => {
    const empty = tempDir();
    const { status, output } = projenNew(empty, tarball, ['--name', 'orders'], {
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
      npm_config_cache: tempDir(),
      npm_config_prefer_offline: undefined,
    });
    expect([status, output]).toEqual([1, expect.stringContaining('npm install')]);
    expect(fs.readdirSync(empty)).toEqual([]);
  }, 60_000);

  test('that goes once projen is installed, names the commands that finish the work', () => {
    const cache = tempDir();
    const offline = path.join(path.dirname(tarball), 'offline');
    // projen's own installation finds its packages in the cache of npm, and that of the project misses tsx.
    const env = { npm_config_cache: cache, npm_config_prefer_offline: undefined };
    runs(tempDir(), [NPM, 'install', '--force', '--no-audit', '--no-fund', tarball, `projen@${PROJEN_VERSION}`, 'constructs'], env);
    const { status, output } = projenNew(offline, tarball, ['--name', 'orders'], { ...env, npm_config_offline: 'true' });
    expect([status, output]).toEqual([
      1,
      expect.stringMatching(
        /^\[?AstroAirflowError: The packages could not be installed: Task "install" failed \(exit code 1\)\. All files are written; once the registry is reachable, run "npm install" and then "npx projen"\.\]?$/m,
      ),
    ]);
    runs(offline, [NPM, 'install', '--no-audit', '--no-fund']);
    runs(offline, [NPX, 'projen']);
    expect(runs(offline, [NPX, 'projen', 'drift'])).toMatch(/\d+ files in sync\./);
    expect(read(offline, 'package.json')).not.toContain('"*"');
  }, 180_000);
});
