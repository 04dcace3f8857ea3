import { DIAGNOSES } from './diagnoses';
import type { KnownBackend } from './known-backend';

/** Airflow's own backend, which reads files. */
export const LOCAL_BACKEND: KnownBackend = { classPath: 'airflow.secrets.local_filesystem.LocalFilesystemBackend', prefixes: [] };

/** Backends that no diagnosis has: a line a class. */
const OTHERS: readonly KnownBackend[] = [
  LOCAL_BACKEND,
  { classPath: 'airflow.providers.akeyless.secrets.akeyless.AkeylessBackend', requirement: 'apache-airflow-providers-akeyless', prefixes: ['connections_path', 'variables_path', 'config_path'] },
  { classPath: 'airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend', requirement: 'apache-airflow-providers-yandex', prefixes: ['connections_prefix', 'variables_prefix', 'config_prefix'] },
];

/** What is known of a class; that of a diagnosis comes first. */
export function knownBackend(classPath: string): KnownBackend | undefined {
  return [...DIAGNOSES.flatMap(({ backends }): readonly KnownBackend[] => backends), ...OTHERS].find((one) => one.classPath === classPath);
}
