import fs from 'node:fs';
import path from 'node:path';
import { LocalFilesystemSecretsBackend } from './local-filesystem-secrets-backend';
import { exampleOf } from './local-paths';
import { listed } from '../../text/lists';
import type { StartingPoint } from '../starting-point';

const FILES = ['secrets/variables.yaml', 'secrets/connections.yaml'];

/**
 * A new project that runs without an account: it reads secrets of local files, which have an example from the start.
 *
 * @param directory where the project is made; a file that is there already is kept as it is
 */
export function localStartingPoint(directory: string): StartingPoint {
  const kept = FILES.filter((file) => fs.existsSync(path.join(directory, file)));
  return {
    secretsBackend: new LocalFilesystemSecretsBackend(),
    imports: ['LocalFilesystemSecretsBackend'],
    script: { secretsBackend: 'new LocalFilesystemSecretsBackend()' },
    python: { secretsBackend: 'LocalFilesystemSecretsBackend()' },
    changes: [
      'Variables and Connections: edit `secrets/variables.yaml` and `secrets/connections.yaml`. Each developer has their own copy, which is not in git.\n  Airflow reads them at each lookup, so you do not need to restart. To use a cloud instead, declare another `secretsBackend`.',
    ],
    example: kept.length === 0
      ? `dags/example_secrets_dag.py runs immediately: ${listed(FILES)} contain its example values.`
      : `${listed(kept)} ${kept.length === 1 ? 'was there and is' : 'were there and are'} kept. dags/example_secrets_dag.py needs the entries of ${listed(kept.map(exampleOf))}: add them.`,
  };
}
