import * as fs from 'node:fs';
import * as path from 'node:path';
import { AwsCredentials, AwsSecretsBackend, LocalAirflow, type LocalAirflowOptions } from '../../../src';
import { clean } from '../../../src/cli/clean';
import { HOSTS } from '../../support/hosts';
import { ordinaryUser, runRc, synth, testIf, treeState } from '../../support/projects';
import { astroTree, read, readTree, tempDir, write } from '../../support/util';

const FULL: LocalAirflowOptions = {
  runtimeVersion: '3.1-12',
  credentials: [AwsCredentials.mounted({ profile: 'dev', sso: true })],
  secretsBackend: AwsSecretsBackend.secretsManager(),
  exampleDag: {},
};

/** A project of astro dev init in a folder of a project, with lines of the user's in each file that we share. */
function sharedTree(): string {
  const outdir = tempDir();
  astroTree(path.join(outdir, 'airflow'));
  write(path.join(outdir, 'airflow'), {
    '.env': '# mine\r\nMY_TOKEN="a\r\nb"\r\n',
    '.dockerignore': 'astro\n.env\nmine',
    '.gitignore': '.env\nmine',
    'requirements.txt': 'pandas==2.0.0 # mine\n\n\n',
  });
  return outdir;
}

describe('what is no longer declared', () => {
  test.each<[string, LocalAirflowOptions, RegExp[]]>([
    ['credentials', { credentials: undefined }, [/AWS_/, /~\/\.aws/]],
    ['a backend and its DAG', { secretsBackend: undefined, exampleDag: undefined }, [/SECRETS__BACKEND/, /providers-amazon/, /print_variable/]],
    ['a DAG', { exampleDag: undefined }, [/print_variable/]],
    ['single sign-on', { credentials: [AwsCredentials.mounted({ profile: 'dev' })] }, [/sso\/cache/]],
    ['a profile', { credentials: [AwsCredentials.mounted({ sso: true })] }, [/AWS_PROFILE/]],
  ])('%s: goes from every file, and the tree is as if it had never been declared', (_, change, traces) => {
    const directory = { directory: 'airflow' };
    const outdir = sharedTree();
    synth({ ...FULL, ...directory }, undefined, outdir);
    const all = Object.values(readTree(outdir)).join('\n');
    traces.forEach((trace) => expect(all).toMatch(trace));
    synth({ ...FULL, ...change, ...directory }, undefined, outdir);
    const never = synth({ ...FULL, ...change, ...directory }, undefined, sharedTree());
    expect(readTree(outdir)).toEqual(readTree(never));
    const text = Object.entries(readTree(outdir)).filter(([name]) => !name.includes('ignore')).map(([, content]) => content).join('\n');
    traces.forEach((trace) => expect(text).not.toMatch(trace));
  });
});

describe('when the whole component goes', () => {
  const removed = () => {
    const outdir = sharedTree();
    const before = readTree(outdir);
    synth({ ...FULL, directory: 'airflow' }, undefined, outdir);
    HOSTS.Project(outdir).synth();
    return { outdir, before };
  };

  test('projen deletes the override, the DAG and .env.example, and the blocks stay and say how they go', () => {
    const { outdir } = removed();
    const names = Object.keys(readTree(outdir));
    expect(names).not.toEqual(expect.arrayContaining([expect.stringMatching(/override\.yml|example_secrets_dag|env\.example/)]));
    ['.env', '.gitignore', '.dockerignore', 'requirements.txt'].forEach((name) => {
      expect(read(outdir, `airflow/${name}`)).toContain('# No longer declared? "npx projen-astro-airflow clean" removes this block.');
    });
  });

  test('and "clean" has run, every file of the user\'s is as it was, byte for byte', () => {
    const { outdir, before } = removed();
    clean(path.join(outdir, 'airflow'));
    const after = readTree(path.join(outdir, 'airflow'));
    expect(Object.fromEntries(Object.entries(after).map(([name, text]) => [`airflow/${name}`, text]))).toEqual(before);
  });

  test.each(['Project', 'PythonProject with pip'])('from the top of a %s, projen\'s own files lose our part and .env keeps the user\'s', (kind) => {
    const outdir = tempDir();
    write(outdir, { '.env': 'MINE=1\n', '.dockerignore': '.env\n' });
    const project = HOSTS[kind](outdir);
    new LocalAirflow(project, FULL);
    project.synth();
    HOSTS[kind](outdir).synth();
    clean(outdir);
    const never = tempDir();
    // An empty file is left where there was none: what developers have put there since is not ours to delete.
    write(never, { '.env': 'MINE=1\n', '.dockerignore': '.env\n', ...(kind === 'Project' ? { 'requirements.txt': '' } : {}) });
    HOSTS[kind](never).synth();
    expect(readTree(outdir)).toEqual(readTree(never));
  });
});

describe('a second synth', () => {
  const script = `
    const project = new projen.Project({ name: 'orders' });
    new airflow.LocalAirflow(project, {
      credentials: [airflow.AwsCredentials.mounted({ sso: true })],
      secretsBackend: airflow.AwsSecretsBackend.secretsManager(),
      exampleDag: {},
    });
    project.synth();`;

  testIf(ordinaryUser() !== undefined, 'a user to whom modes mean something')('by an ordinary user changes no byte, no mode and no time of any file', () => {
    const outdir = tempDir();
    astroTree(outdir);
    expect(runRc(outdir, script)).toMatchObject({ status: 0, stderr: '' });
    const before = treeState(outdir);
    expect(runRc(outdir, script)).toMatchObject({ status: 0, stderr: '' });
    const { '': _top, '.projenrc.js': _rc, ...rest } = before;
    expect(treeState(outdir)).toMatchObject(rest);
  });

  test('in the same process changes no byte either', () => {
    const outdir = sharedTree();
    const project = HOSTS.NodeProject(outdir);
    new LocalAirflow(project, { ...FULL, directory: 'airflow' });
    project.synth();
    const before = readTree(outdir);
    project.synth();
    expect(readTree(outdir)).toEqual(before);
  });

  test('leaves .env alone even where it cannot be written, as long as nothing has to change', () => {
    const outdir = sharedTree();
    synth({ ...FULL, directory: 'airflow' }, undefined, outdir);
    fs.chmodSync(path.join(outdir, 'airflow', '.env'), 0o444);
    expect(() => synth({ ...FULL, directory: 'airflow' }, undefined, outdir)).not.toThrow();
  });
});
