import type { AzureSessionOptions } from './azure-credentials-options';
import { checkResource, checkTenant, resourceName, VAULT_RESOURCE } from './azure-names';
import { PROGRAM_FILE, PROGRAM_TARGET, SESSION_TARGET, sessionName } from './azure-session-paths';
import type { CredentialsDeclarations } from '../../declarations';
import { OUTER } from '../../host/places';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { checkFolderName } from '../../text/folder-name';
import { hostPath } from '../../text/mount-paths';
import { checkSessionDirectory } from '../session-directory';

const COMES_FIRST = 'azure-identity before 1.23 takes it before the session, so the developer\'s tokens are not used';

/** What DefaultAzureCredential takes before the Azure CLI, where it does not read AZURE_TOKEN_CREDENTIALS yet. */
export const SESSION_BEATEN_BY: Readonly<Record<string, string>> = Object.fromEntries(
  ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_USERNAME', 'AZURE_FEDERATED_TOKEN_FILE', 'IDENTITY_ENDPOINT', 'MSI_ENDPOINT'].map((name) => [name, COMES_FIRST]),
);

/** Tokens that the developer's Azure CLI renews in a folder which the containers read. */
export function azureSession(options: AzureSessionOptions): CredentialsDeclarations {
  const { tenantId, resources = [VAULT_RESOURCE], directory = OUTER } = options;
  if (tenantId !== undefined) {
    checkTenant(tenantId);
  }
  checkResources(resources);
  checkDirectory(directory);
  const name = sessionName(tenantId, resources, VAULT_RESOURCE);
  checkFolderName(name, 'resources:');
  const folder = hostPath(directory, 'azure', name, 'mount');
  return {
    mounts: [
      { source: folder, target: SESSION_TARGET, readOnly: true },
      { source: hostPath(folder, ...PROGRAM_FILE.split('/')), target: PROGRAM_TARGET, readOnly: true },
    ],
    // Without it the chain first asks for a managed identity, and takes the client secret of a .env before the developer's token. The name of
    // one credential would do, too, but 1.23 fails on every value but dev and prod; older versions do not read it.
    environment: { AZURE_TOKEN_CREDENTIALS: 'dev' },
    hostSessions: [
      {
        cloud: 'azure',
        settings: {
          ...(tenantId === undefined ? {} : { tenantId }),
          ...(options.resources === undefined ? {} : { resources: options.resources }),
          ...(directory === OUTER ? {} : { directory }),
        },
      },
    ],
    beatenBy: SESSION_BEATEN_BY,
  };
}

function checkResources(resources: readonly string[]): void {
  if (resources.length === 0) {
    throw new AstroAirflowError(`resources is empty, so the containers would get no token. Omit it for Key Vault (${VAULT_RESOURCE}), or name what tokens are for.`);
  }
  resources.forEach(checkResource);
  const names = resources.map(resourceName);
  const twice = resources.find((_, index) => names.findIndex((other) => other.toLowerCase() === names[index].toLowerCase()) < index);
  if (twice !== undefined) {
    throw new AstroAirflowError(`resources: "${twice}" is declared twice; a slash at the end makes no other token. Name each resource once.`);
  }
  if (sessionName(undefined, resources, VAULT_RESOURCE).length > MOST) {
    throw new AstroAirflowError('resources are so many that no folder can have them in its name. Declare those alone that the DAGs need.');
  }
}

/** Beside the id of a tenant; a name of a folder has up to 255 characters. */
const MOST = 200;

function checkDirectory(directory: string): void {
  checkSessionDirectory(directory, 'tokens');
  if (/(^|[\\/])\.azure([\\/]|$)/.test(directory)) {
    throw new AstroAirflowError(`directory "${directory}" is where the Azure CLI keeps its own files, which no container is to see. Omit ${apiName('directory')}.`);
  }
}
