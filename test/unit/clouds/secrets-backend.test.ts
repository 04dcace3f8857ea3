import { LocalAirflow, SecretsBackend } from '../../../src';
import { errorOf, printedBy, synth } from '../../support/projects';
import { read } from '../../support/util';

/** How a user would add HashiCorp Vault, whose arguments are paths instead of prefixes. */
class VaultBackend extends SecretsBackend {
  public readonly displayName = 'HashiCorp Vault';
  public readonly classPath = 'airflow.providers.hashicorp.secrets.vault.VaultBackend';
  public readonly kwargs = { connections_path: 'connections', variables_path: 'variables', mount_point: 'airflow', url: 'http://vault:8200', auth_type: 'approle', kv_engine_version: 2 };
  public readonly requirement = 'apache-airflow-providers-hashicorp';
  public readonly warnings = ['Vault has to be unsealed.'];

  public secretNameForVariable(key: string): string {
    return `airflow/variables/${key}`;
  }

  public secretNameForConnection(connectionId: string): string {
    return `airflow/connections/${connectionId}`;
  }
}

test('a backend that a user wrote reaches .env, requirements.txt and the DAG, with no change to LocalAirflow', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', secretsBackend: new VaultBackend(), exampleDag: {} });
  expect(read(outdir, '.env')).toContain(`
AIRFLOW__SECRETS__BACKEND=airflow.providers.hashicorp.secrets.vault.VaultBackend
AIRFLOW__SECRETS__BACKEND_KWARGS={"connections_path":"connections","variables_path":"variables","mount_point":"airflow","url":"http://vault:8200","auth_type":"approle","kv_engine_version":2}
`);
  expect(read(outdir, 'requirements.txt')).toContain('\napache-airflow-providers-hashicorp\n');
  const dag = read(outdir, 'dags/example_secrets_dag.py');
  expect(dag).toContain('secrets backend, HashiCorp Vault.');
  expect(dag).toContain('- airflow/variables/my_var: any text');
  expect(dag).not.toContain('For example:');
});

test('its warnings are printed', () => {
  expect(printedBy((project) => new LocalAirflow(project, { runtimeVersion: '3.1-12', secretsBackend: new VaultBackend() }))).toContain('Vault has to be unsealed.');
});

test('a secret in its arguments is refused, and not repeated', () => {
  class Leaky extends VaultBackend {
    public readonly kwargs: any = { private_key: '-----BEGIN PRIVATE KEY-----abc' };
  }
  const error = errorOf(() => synth({ runtimeVersion: '3.1-12', secretsBackend: new Leaky() }));
  expect(error?.message).toMatch(/^The value of private_key of AIRFLOW__SECRETS__BACKEND_KWARGS looks like a private key/);
  expect(error?.message).not.toContain('abc');
});

test('a backend of Airflow itself needs no requirement', () => {
  class Local extends VaultBackend {
    public readonly requirement: any = undefined;
  }
  const outdir = synth({ runtimeVersion: '3.1-12', secretsBackend: new Local() });
  expect(() => read(outdir, 'requirements.txt')).toThrow('ENOENT');
});
