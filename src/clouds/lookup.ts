/** The three kinds of thing that Airflow looks up in a secrets backend, by the name of their options and kwargs. */
export const LOOKUP_KINDS = ['connections', 'variables', 'config'] as const;
export type LookupKind = (typeof LOOKUP_KINDS)[number];

/** What a user calls the key of a lookup. */
export const KEY_NAMES: Readonly<Record<LookupKind, string>> = { connections: 'connection id', variables: 'variable key', config: 'configuration key' };

/** Airflow's database holds no longer key or connection id (airflow.models.base.ID_LEN). */
const MAX_LENGTH = 250;

/** Why Airflow looks nothing up by a key, whatever the backend; undefined if it does. */
export function whyNoKey(key: string): string | undefined {
  return key === '' ? 'it is empty' : key.length > MAX_LENGTH ? `Airflow takes at most ${MAX_LENGTH} characters` : undefined;
}
