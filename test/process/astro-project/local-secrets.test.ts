import * as fs from 'node:fs';
import { AstroProject, AwsSecretsBackend } from '../../../src';
import { inPython } from '../../support/in-python';
import { newProject } from '../../support/new-project';
import { errorOf } from '../../support/projects';
import { read, tempDir } from '../../support/util';

test('in an rc file it declares local files as the secrets backend, and nothing else', () => {
  const outdir = tempDir();
  const project = new AstroProject({ name: 'orders', outdir, localSecrets: true });
  project.synth();
  expect(read(outdir, '.env')).toContain('AIRFLOW__SECRETS__BACKEND=airflow.secrets.local_filesystem.LocalFilesystemBackend\n');
  expect(fs.readdirSync(`${outdir}/secrets`)).toContain('variables.yaml');
  expect(project.local.exampleDag).toBeUndefined();
});

test('beside another secrets backend it is refused', () => {
  const message = (): string | undefined => errorOf(() => new AstroProject({ name: 'orders', outdir: tempDir(), localSecrets: true, secretsBackend: AwsSecretsBackend.secretsManager() }))?.message;
  expect(message()).toBe('localSecrets declares a secrets backend, and secretsBackend is another one: Airflow has one. Remove one of them.');
  expect(inPython(message)).toContain('local_secrets declares a secrets backend, and secrets_backend is another one');
});

describe('projen new --local-secrets', () => {
  test.each<[string, object, string, string]>([
    ['TypeScript', {}, '.projenrc.ts', `import { AstroProject, LocalFilesystemSecretsBackend } from 'projen-astro-airflow';

const project = new AstroProject({
  name: 'orders',
  runtimeVersion: '3.1-12',
  secretsBackend: new LocalFilesystemSecretsBackend(),
  exampleDag: {},
});

project.synth();
`],
    ['Python', { projenrcPython: true }, '.projenrc.py', `from projen_astro_airflow import AstroProject, LocalFilesystemSecretsBackend, ExampleDagOptions

project = AstroProject(
    name="orders",
    runtime_version="3.1-12",
    secrets_backend=LocalFilesystemSecretsBackend(),
    example_dag=ExampleDagOptions(),
)

project.synth()
`],
  ])('writes an rc file in %s without credentials', (_, args, rcFile, text) => {
    const outdir = tempDir();
    newProject(outdir, { localSecrets: true, runtimeVersion: '3.1-12', ...args }).synth();
    expect(read(outdir, rcFile)).toBe(text);
  });

  test('makes a README that asks for no account and says where the values are', () => {
    const outdir = tempDir();
    newProject(outdir, { localSecrets: true }).synth();
    const readme = read(outdir, 'README.md');
    expect(readme).toContain('Docker and the [Astro CLI](https://www.astronomer.io/docs/astro/cli/install-cli).');
    expect(readme).toContain('edit `secrets/variables.yaml` and `secrets/connections.yaml`');
    expect(readme).not.toMatch(/AWS|login/);
    expect(read(outdir, 'docker-compose.override.yml')).not.toContain('sessions');
  });

  test('without the flag it is as before', () => {
    const outdir = tempDir();
    newProject(outdir).synth();
    expect(read(outdir, '.projenrc.ts')).toContain('AwsSecretsBackend.secretsManager()');
    expect(fs.existsSync(`${outdir}/secrets`)).toBe(false);
  });
});
