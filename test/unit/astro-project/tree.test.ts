import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { LocalAirflow, type AstroProjectOptions } from '../../../src';
import { AstroConfig } from '../../../src/files/astro-config';
import { NEWEST_RUNTIME } from '../../../src/runtime/newest-runtime';
import { astroProject, FULL, parentProject, synth } from '../../support/astro-project/projects';
import { buildContext } from '../../support/docker-context';
import devInit from '../../support/fixtures/astro-dev-init.json';
import { bareProject, errorOf, testIf, treeState } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { astroTree, read, readTree, tempDir, write } from '../../support/util';

const modeOf = (outdir: string, name: string) => fs.statSync(path.join(outdir, name)).mode & 0o777; // eslint-disable-line no-bitwise
const POSIX = process.platform !== 'win32';

/** What the Astro CLI, and the team, write to. */
const WRITABLE = ['Dockerfile', 'requirements.txt', 'packages.txt', '.dockerignore', '.gitignore', '.astro/config.yaml', '.env', 'airflow_settings.yaml', 'README.md', 'dags/exampledag.py', 'tests/dags/test_dag_example.py'];
const PROJENS = ['docker-compose.override.yml', '.env.example', 'dags/example_secrets_dag.py', '.gitattributes', 'tsconfig.projen.json'];

describe.each(['3.1-12', '13.7.0'])('a project on runtime %s', (runtimeVersion) => {
  const outdir = synth({ ...FULL, runtimeVersion });

  test('has every file and directory of astro dev init', () => {
    const names = Object.keys(readTree(outdir));
    expect(Object.keys(devInit).filter((name) => !names.includes(name))).toEqual([]);
    expect(['dags', 'plugins', 'include', '.astro', 'tests/dags'].filter((name) => !fs.statSync(path.join(outdir, name)).isDirectory())).toEqual([]);
  });

  test('has every line that the Astro CLI writes to the ignore files', () => {
    for (const name of ['.gitignore', '.dockerignore'] as const) {
      const lines = read(outdir, name).split('\n').map((line) => line.replace(/^\//, ''));
      expect(devInit[name].split('\n').filter((line) => line !== '' && !lines.includes(line))).toEqual([]);
    }
  });

  testIf(POSIX, 'modes of files')('leaves writable what the CLI and the team edit, hides what is personal, and locks what is projen\'s', () => {
    expect(WRITABLE.filter((name) => (modeOf(outdir, name) & 0o200) === 0)).toEqual([]); // eslint-disable-line no-bitwise
    expect(['.env', '.astro/config.yaml'].map((name) => modeOf(outdir, name))).toEqual([0o600, 0o600]);
    expect(PROJENS.filter((name) => (modeOf(outdir, name) & 0o222) !== 0)).toEqual([]); // eslint-disable-line no-bitwise
  });

  test('writes override, .env, requirements and example DAG as a LocalAirflow does in any project', () => {
    const other = tempDir();
    astroTree(other, read(outdir, 'Dockerfile').replace(/^FROM (.*)\n$/, '$1'));
    const local = bareProject(other);
    const { credentials, secretsBackend, exampleDag } = FULL;
    new LocalAirflow(local, { runtimeVersion, credentials, secretsBackend, exampleDag });
    local.synth();
    const files = (directory: string) =>
      ['docker-compose.override.yml', '.env', '.env.example', 'dags/example_secrets_dag.py'].map((name) => read(directory, name).replace(/\.projenrc\.\w+/g, 'RC').replace(/^# Signature: .*$/m, 'S'));
    expect(files(outdir)).toEqual(files(other));
    const block = (directory: string) => /# >>>[^]*# <<<.*\n/.exec(read(directory, 'requirements.txt'))?.[0];
    expect(block(outdir)).toBe(block(other));
  });

  test('changes no byte, mode or time on a second synth', () => {
    // projen itself writes files that have to be writable anew at times, with the same bytes.
    const before = treeState(outdir, false);
    synth({ ...FULL, runtimeVersion, outdir });
    expect(treeState(outdir, false)).toEqual(before);
  });

  test('sends the image build all that it needs, and nothing of projen, of git or of a developer\'s', () => {
    const other = tempDir();
    fs.cpSync(outdir, other, { recursive: true });
    write(other, { 'include/a.sql': '', 'plugins/a.py': '', 'package-lock.json': '', '.projenrc.ts': '', 'node_modules/x/i.js': '', '.git/config': '', 'logs/a': '', '.env.local': '' });
    const context = buildContext(other);
    expect(context).toEqual(expect.arrayContaining(['Dockerfile', 'dags/.airflowignore', 'dags/exampledag.py', 'dags/example_secrets_dag.py', 'include/a.sql', 'packages.txt', 'plugins/a.py', 'requirements.txt']));
    expect(context.filter((name) => /^(\.git\/|\.projen|\.env|\.gitattributes|node_modules|package(-lock)?\.json|tsconfig|docker-compose|logs|airflow_settings)/.test(name))).toEqual([]);
  });
});

describe('samples', () => {
  const SAMPLES = ['dags/exampledag.py', 'dags/.airflowignore', 'tests/dags/test_dag_example.py', '.astro/test_dag_integrity_default.py', '.astro/dag_integrity_exceptions.txt', 'airflow_settings.yaml', 'README.md', 'packages.txt', '.astro/config.yaml'];

  test('are the team\'s from the first synth on: what is edited stays', () => {
    const outdir = synth(FULL);
    const mine = Object.fromEntries(SAMPLES.map((name) => [name, `# mine: ${name}\r\n`]));
    mine['.astro/config.yaml'] = 'project:\r\n  name: other\r\n';
    write(outdir, mine);
    synth({ ...FULL, outdir });
    expect(Object.fromEntries(SAMPLES.map((name) => [name, read(outdir, name)]))).toEqual(mine);
  });

  test('of DAGs and tests do not come back, and what the CLI and the image build need does', () => {
    const outdir = synth();
    ['dags/exampledag.py', 'tests/dags/test_dag_example.py', 'packages.txt', 'airflow_settings.yaml', '.astro/config.yaml', '.env'].forEach((name) => fs.rmSync(path.join(outdir, name)));
    synth({ outdir });
    const names = Object.keys(readTree(outdir));
    expect(names).toEqual(expect.arrayContaining(['packages.txt', 'airflow_settings.yaml', '.astro/config.yaml', '.env']));
    expect(names.filter((name) => /exampledag|test_dag_example/.test(name))).toEqual([]);
  });

  test('of DAGs and tests do not come back in a clone either, which has no empty directories', () => {
    const outdir = synth();
    ['dags', 'tests'].forEach((name) => fs.rmSync(path.join(outdir, name), { recursive: true }));
    synth({ outdir });
    expect(['dags', 'tests'].map((name) => fs.readdirSync(path.join(outdir, name)))).toEqual([[], []]);
  });

  test('are not put into a dags directory that is there', () => {
    const outdir = tempDir();
    write(outdir, { 'dags/mine.py': '# mine\n' });
    synth({ outdir });
    expect(Object.keys(readTree(outdir)).filter((name) => name.startsWith('dags/'))).toEqual(['dags/mine.py']);
  });

  test('never carry projen\'s marker, by which projen would delete them one day', () => {
    const outdir = synth();
    expect(SAMPLES.filter((name) => read(outdir, name).includes('~~ Generated by projen'))).toEqual([]);
  });

  testIf(POSIX, 'links')('that are links stay links, and a dags directory may be a link', () => {
    const outdir = tempDir();
    write(outdir, { 'shared/x.py': '', 'docs/README.md': 'mine\n' });
    fs.symlinkSync('shared', path.join(outdir, 'dags'));
    fs.symlinkSync('docs/README.md', path.join(outdir, 'README.md'));
    fs.symlinkSync('nowhere', path.join(outdir, 'packages.txt'));
    synth({ outdir });
    expect([read(outdir, 'README.md'), fs.readdirSync(path.join(outdir, 'shared')), fs.readlinkSync(path.join(outdir, 'packages.txt'))]).toEqual(['mine\n', ['x.py'], 'nowhere']);
  });
});

describe('the lines of the user', () => {
  test('in .env, requirements.txt, packages.txt and airflow_settings.yaml are kept, whatever their line ends', () => {
    const outdir = tempDir();
    const mine = {
      '.env': '# mine\r\nMY_TOKEN=abc\r\n',
      'requirements.txt': 'pandas==2.0.0\r\n# and more',
      'packages.txt': 'vim\n',
      // As samples of an earlier version had it.
      'airflow_settings.yaml': 'airflow:\n  connections:\n  #  - conn_id: warehouse\n  pools:\r\n  variables:\n',
    };
    write(outdir, mine);
    synth({ ...FULL, outdir });
    Object.entries(mine).forEach(([name, text]) => expect(read(outdir, name).startsWith(text)).toBe(true));
    expect(read(outdir, 'airflow_settings.yaml')).toBe(mine['airflow_settings.yaml']);
    expect(read(outdir, '.env')).toContain('AWS_CONFIG_FILE=');
  });

  test('in a Dockerfile are kept when its tag follows runtimeVersion', () => {
    const outdir = tempDir();
    write(outdir, { Dockerfile: 'FROM astrocrpublic.azurecr.io/runtime:3.1-11\r\nRUN echo mine\r\n' });
    synth({ runtimeVersion: '3.1-12', outdir });
    expect(read(outdir, 'Dockerfile')).toBe('FROM astrocrpublic.azurecr.io/runtime:3.1-12\r\nRUN echo mine\r\n');
  });
});

describe('the runtime', () => {
  test.each<[string, Partial<AstroProjectOptions>, string | undefined, string]>([
    ['is the one that is given', { runtimeVersion: '13.7.0' }, undefined, '13.7.0'],
    ['is the one of an existing Dockerfile', {}, 'FROM quay.io/astronomer/astro-runtime:12.1.0\n', '12.1.0'],
    ['is the newest that the package knows, if nothing says another', {}, undefined, NEWEST_RUNTIME],
    ['is the one that is given, whatever the Dockerfile says', { runtimeVersion: '3.1-12' }, 'FROM astrocrpublic.azurecr.io/runtime:3.1-10\n', '3.1-12'],
  ])('%s', (_, options, dockerfile, expected) => {
    const outdir = tempDir();
    write(outdir, dockerfile === undefined ? {} : { Dockerfile: dockerfile });
    const project = astroProject({ ...options, outdir });
    project.synth();
    expect(project.local.runtime.tag).toBe(expected);
    expect(read(outdir, 'Dockerfile')).toContain(`:${expected}\n`);
  });
});

test('.astro/config.yaml holds the project\'s name for readers of YAML 1.1 and 1.2, whatever it looks like', () => {
  expect(read(synth(), '.astro/config.yaml')).toBe('project:\n    name: orders\n');
  const odd = ['on', 'off', 'yes', 'no', 'null', 'true', '0x1f', '0o17', '017', '1e3', '1_000', '12', '2026-11-01', '1-2', 'nan'];
  for (const name of odd) {
    const text = read(synth({ name }), '.astro/config.yaml');
    for (const version of ['1.1', '1.2'] as const) {
      expect([name, parse(text, { version })]).toEqual([name, { project: { name } }]);
    }
  }
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{1,3}[-_]?[a-z0-9]{1,3}$/), (name) => {
      const project = astroProject({ name });
      const config = project.node.findAll().find((one) => one instanceof AstroConfig) as unknown as { text: string };
      expect(parse(config.text, { version: '1.1' })).toEqual({ project: { name } });
    }),
    propertyOptions(100),
  );
});

test('an outdir with a file in the place of a directory is an error before anything is written', () => {
  for (const [name, message] of [
    ['dags', 'dags is not a directory, and an Astro project has one there. Move it away, then run again.'],
    ['include', 'include is not a directory, and an Astro project has one there. Move it away, then run again.'],
    ['tests', 'tests is not a directory, and an Astro project has one there. Move it away, then run again.'],
    ['.astro', expect.stringMatching(/^There are 3 problems, and nothing was written:\n- \.astro\/config\.yaml cannot be reached: ENOTDIR: not a directory\. Move away what is in its way, then run again\.\n- /)],
  ]) {
    const outdir = tempDir();
    write(outdir, { [name]: 'mine\n' });
    const before = treeState(outdir);
    expect([name, errorOf(() => synth({ outdir }))?.message]).toEqual([name, message]);
    expect(treeState(outdir)).toEqual(before);
  }
});

describe('the folder of a project', () => {
  afterEach(() => jest.restoreAllMocks());

  test.each<[string, () => unknown, string]>([
    ['a subproject without one', () => astroProject({ name: 'etl', parent: parentProject() }), "The subproject etl has no folder of its own. Declare one, for example outdir: 'airflow'."],
    ['a folder without a parent', () => astroProject({ name: 'etl', outdir: 'airflow' }), 'outdir "airflow" of etl is the folder of a subproject, and it has no parent. Declare the project above it as parent, or omit outdir and move the rc file to airflow.'],
    [
      'a folder that another subproject has',
      () => {
        const parent = parentProject();
        astroProject({ name: 'etl', parent, outdir: 'airflow' });
        return astroProject({ name: 'ml', parent, outdir: './airflow/' });
      },
      'The subprojects etl and ml have the same folder ./airflow/. Give one of them another outdir.',
    ],
  ])('is refused in one line: %s', (_, construct, message) => {
    jest.replaceProperty(process, 'argv', ['node', '/work/.projenrc.ts']);
    expect(construct).toThrow(message);
  });
});
