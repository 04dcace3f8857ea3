import type { AstroRuntime } from './astro-runtime';
import { isOlder } from '../text/version-order';

/** The Airflow that has variables with one argument of a secrets backend each, which win over the JSON (configuration.parser: _collect_kwarg_env_vars). */
const SINCE = '3.2';

/** Whether Airflow reads such variables; earlier versions ignore them silently. */
export function readsKwargVariables({ airflowVersion }: Pick<AstroRuntime, 'airflowVersion'>): boolean {
  return !isOlder(airflowVersion, SINCE);
}
