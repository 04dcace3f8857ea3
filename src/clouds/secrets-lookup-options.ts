/**
 * Kinds of lookups that a secrets backend answers. A kind that is switched off has `null` as its prefix or path in the backend's kwargs, so
 * Airflow does not ask the backend for it.
 */
export interface SecretsLookupOptions {
  /**
   * Look up connections in the backend.
   *
   * @default true
   */
  readonly connections?: boolean;

  /**
   * Look up variables in the backend.
   *
   * @default true
   */
  readonly variables?: boolean;

  /**
   * Look up Airflow configuration options in the backend.
   *
   * @default true
   */
  readonly config?: boolean;
}
