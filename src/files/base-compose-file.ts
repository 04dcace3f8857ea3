import type { AstroRuntime } from '../runtime/astro-runtime';
import { AstroAirflowError } from '../text/error';

/** The services of both majors, to tell a service of the wrong major from one of the user's own. */
const AIRFLOW_SERVICES = ['scheduler', 'dag-processor', 'api-server', 'triggerer', 'webserver'];

/** What the Astro CLI's own compose file declares besides its services (CLI 1.45). */
export const BASE = { volumes: ['airflow_logs', 'postgres_data'], networks: ['airflow', 'default'] } as const;

/** The services of the Astro CLI's own file, which an override may change without an image (CLI 1.45). */
export function baseServices(runtime: AstroRuntime): string[] {
  return [...airflowServices(runtime), 'postgres'];
}

/** Those of them that run the image of the Astro project. */
export function airflowServices(runtime: AstroRuntime): string[] {
  return [...runtime.services, ...(runtime.airflowMajor === 3 ? ['db-migration'] : [])];
}

/** What a service of the Astro CLI's own file waits for there (CLI 1.45). */
export function baseNeeds(name: string, runtime: AstroRuntime): readonly string[] {
  if (!airflowServices(runtime).includes(name)) {
    return [];
  }
  if (runtime.airflowMajor === 3) {
    return name === 'db-migration' ? ['postgres'] : ['db-migration'];
  }
  return name === 'webserver' ? ['scheduler', 'postgres'] : ['postgres'];
}

/** Whether a service is one of Airflow's, and this runtime has none of that name. */
export function isOfOtherMajor(name: string, runtime: AstroRuntime): boolean {
  return AIRFLOW_SERVICES.includes(name) && !runtime.services.includes(name);
}

/** @param what where the service is named */
export function unknownService(name: string, what: string, { tag, airflowVersion, services }: AstroRuntime): AstroAirflowError {
  return new AstroAirflowError(`The service "${name}" (in ${what}) does not exist in Astro Runtime ${tag} (Airflow ${airflowVersion}). It has ${services.join(', ')}.`);
}
