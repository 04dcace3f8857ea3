import { LocalFilesystemSecretsBackend } from './local-filesystem-secrets-backend';
import type { StartingPoint } from '../starting-point';

/** A new project that runs without an account: it reads secrets of local files, which have an example from the start. */
export function localStartingPoint(): StartingPoint {
  return {
    secretsBackend: new LocalFilesystemSecretsBackend(),
    imports: ['LocalFilesystemSecretsBackend'],
    script: { secretsBackend: 'new LocalFilesystemSecretsBackend()' },
    python: { secretsBackend: 'LocalFilesystemSecretsBackend()' },
    commands: [],
    changes: [
      'Variables and Connections: edit `secrets/variables.yaml` and `secrets/connections.yaml`. Each developer has their own copy, which is not in git.\n  Airflow reads them at each lookup, so you do not need to restart. To use a cloud instead, declare another `secretsBackend`.',
    ],
    example: 'dags/example_secrets_dag.py runs immediately: secrets/variables.yaml and secrets/connections.yaml contain its example values.',
  };
}
