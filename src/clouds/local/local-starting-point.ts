import { LocalFilesystemSecretsBackend } from './local-filesystem-secrets-backend';
import type { StartingPoint } from '../starting-point';

/** A new project that runs without an account: it reads secrets of local files, which have an example from the start. */
export function localStartingPoint(): StartingPoint {
  return {
    secretsBackend: new LocalFilesystemSecretsBackend(),
    imports: ['LocalFilesystemSecretsBackend'],
    script: { secretsBackend: 'new LocalFilesystemSecretsBackend()' },
    python: { secretsBackend: 'LocalFilesystemSecretsBackend()' },
    commands: [['try', 'runs the example DAG, and says which secrets came through']],
    changes: [
      'Of Variables and Connections: edit `secrets/variables.yaml` and `secrets/connections.yaml`. Each developer has their own, out of git;\n  Airflow reads them at each lookup, so nothing has to be restarted. A cloud in their place: another `secretsBackend`.',
    ],
    example: 'dags/example_secrets_dag.py runs at once: secrets/variables.yaml and secrets/connections.yaml have its example values.',
  };
}
