import type { GcpMountedOptions } from './gcp-credentials-options';
import { checkProjectId, PROJECT_VARIABLE } from './gcp-names';
import type { CredentialsDeclarations } from '../../declarations';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { checkSource, checkTarget, isPersonalFolder } from '../../text/mount-paths';

/** What gcloud calls the file, on each system ("How Application Default Credentials works"). */
export const ADC_FILE = 'application_default_credentials.json';

/** The place of Astronomer's guide: below no home, whose missing folders Docker would create for root. */
export const CONTAINER_ADC = `/usr/local/airflow/gcloud/${ADC_FILE}`;

/** The variable that names it, for every client. */
export const ADC_VARIABLE = 'GOOGLE_APPLICATION_CREDENTIALS';

/** gcloud's folder, and what stands for a start of it: %APPDATA% on Windows (googlecloudsdk.core.config.Paths). */
export const GCLOUD_FOLDER = '~/.config/gcloud';
export const GCLOUD_VARIABLES: Readonly<Record<string, string>> = { CLOUDSDK_CONFIG: GCLOUD_FOLDER, APPDATA: '~/.config' };

/** The developer's own application default credentials, mounted read-only: clients write nothing when they get a token. */
export function gcpMounted(options: GcpMountedOptions): CredentialsDeclarations {
  const { projectId, hostFile, target = CONTAINER_ADC } = options;
  if (projectId !== undefined) {
    checkProjectId(projectId);
  }
  if (hostFile !== undefined) {
    checkHostFile(hostFile);
  }
  checkTarget(target);
  return {
    ...(hostFile === undefined
      ? { movableMounts: [{ source: `${GCLOUD_FOLDER}/${ADC_FILE}`, variables: GCLOUD_VARIABLES, target }] }
      : { mounts: [{ source: hostFile, target, readOnly: true }] }),
    // Not in .env: the standalone mode reads it, has no mount, and finds the developer's own file where gcloud wrote it.
    environment: { [ADC_VARIABLE]: target },
    ...(projectId === undefined ? {} : {
      environmentDefaults: { [PROJECT_VARIABLE]: projectId },
      // For what reads no override: without a project Google's secrets backend stops "import airflow" there.
      dotenvKeys: { [PROJECT_VARIABLE]: projectId },
    }),
  };
}

function checkHostFile(file: string): void {
  const option = apiName('hostFile');
  if (/^[$%]/.test(file)) {
    throw new AstroAirflowError(`${option} "${file}" starts with a variable. Omit ${option}: the file is then found where gcloud writes it, on every system.`);
  }
  checkSource(file);
  if (!isPersonalFolder(file) || !/\.json$/i.test(file)) {
    throw new AstroAirflowError(`${option} "${file}" is not the file with somebody's credentials. Write the path of a .json file below ~ or an absolute one, or omit ${option}: gcloud's own file is mounted then.`);
  }
}
