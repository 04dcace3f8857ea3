import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { checkNoSecret } from '../../text/secret-check';

/** The variable from which every Google client library takes the project (google.auth.environment_vars). */
export const PROJECT_VARIABLE = 'GOOGLE_CLOUD_PROJECT';

/** An id, which can have the domain of an old organization before it; or a number ("Creating and managing projects" in Resource Manager). */
const PROJECT = /^(?:(?:[a-z0-9.-]+\.[a-z]{2,}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]|\d{6,20})$/;

/** Also one that Google made, such as 123-compute@developer.gserviceaccount.com; or the number of an account. */
const SERVICE_ACCOUNT = /^(?:[a-z0-9][a-z0-9-]*@(?:[a-z0-9-]+\.)+gserviceaccount\.com|\d{15,25})$/;

/** @throws AstroAirflowError if no project can have that id */
export function checkProjectId(projectId: string): void {
  const option = apiName('projectId');
  checkNoSecret(projectId, option);
  if (!PROJECT.test(projectId)) {
    throw new AstroAirflowError(`${option} "${projectId}" is not the id of a Google Cloud project: 6 to 30 lower-case letters, digits and hyphens. "gcloud projects list" shows your ids.`);
  }
}

/** @throws AstroAirflowError if a service account in the chain cannot exist, or there is none */
export function checkImpersonationChain(chain: readonly string[]): void {
  const option = apiName('impersonationChain');
  if (chain.length === 0) {
    throw new AstroAirflowError(`${option} is empty, so nobody would be impersonated. Name a service account, or omit it.`);
  }
  for (const account of chain) {
    checkNoSecret(account, option);
    if (!SERVICE_ACCOUNT.test(account)) {
      throw new AstroAirflowError(`${option} has "${account}", which is not a service account. Write its email address: NAME@PROJECT.iam.gserviceaccount.com.`);
    }
  }
}
