import path from 'node:path';
import { VAULT_RESOURCE } from './azure-names';
import { AZ_PROGRAM } from './azure-program';
import { azureCauses } from './azure-session-causes';
import { PROGRAM_FILE, sessionName, tokenFile } from './azure-session-paths';
import type { DeclaredSession } from '../../host/declared-sessions';
import type { HostSession, SessionFile } from '../../host/host-session';
import { WRITE_AGAIN } from '../../host/override';
import { outerFolder } from '../../host/places';
import { AstroAirflowError } from '../../text/error';
import { checkFolderName } from '../../text/folder-name';

/** MSAL, which the Azure CLI uses, gives out the token that it has until less than 5 minutes of it are left; asked earlier it gives the same. */
const ASK_BELOW = 295;

/** What differs from the user's own environment for the Azure CLI. */
export const CLI_ENVIRONMENT: Readonly<Record<string, string | undefined>> = { AZURE_CORE_NO_COLOR: 'true', AZURE_CORE_ONLY_SHOW_ERRORS: 'true' };

/** The first version that prints an end which does not depend on the machine's time zone. */
export const LOWEST_CLI = '2.54.0';

/** What to do without an Azure CLI. */
const INSTALL = `Install the Azure CLI, version ${LOWEST_CLI.replace(/\.0$/, '')} or newer (https://learn.microsoft.com/cli/azure/install-azure-cli), then open a new terminal.`;

/** A session as `AzureCredentials.session()` declares it. */
interface AzureDeclared {
  readonly tenantId?: string;
  readonly resources: readonly string[];
  readonly directory?: string;
}

/**
 * The session of a declared one: a folder for its tenant, or for whatever tenant the Azure CLI uses.
 *
 * @throws AstroAirflowError if the declaration is incomplete
 */
export function azureSessions(declared: DeclaredSession, { env, home }: { readonly env: NodeJS.ProcessEnv; readonly home: string }): HostSession[] {
  const { tenantId, resources, directory } = checked(declared);
  const name = sessionName(tenantId, resources, VAULT_RESOURCE);
  checkFolderName(name, 'resources:');
  const usual = path.join(home, '.azure');
  const folder = env.AZURE_CONFIG_DIR ? path.resolve(env.AZURE_CONFIG_DIR) : usual;
  return [
    {
      cloud: 'azure',
      cloudName: 'Azure',
      name,
      // Each folder has a sign-in of its own, and so can be that of another user or tenant.
      ...(folder === usual ? {} : { about: folder }),
      directory: outerFolder(directory, home),
      askBelow: ASK_BELOW,
      files: resources.map((resource) => file(resource, tenantId)),
      configFiles: [{ name: PROGRAM_FILE, sections: [AZ_PROGRAM], isProgram: true }],
      // Signing in and choosing another subscription, and so another tenant, change it; renewing a token does not.
      settings: [path.join(folder, 'azureProfile.json')],
      // Each token has its own: they name its resource.
      causes: [],
    },
  ];
}

function checked({ tenantId, resources = [VAULT_RESOURCE], directory }: DeclaredSession): AzureDeclared {
  const isList = Array.isArray(resources) && resources.length > 0 && resources.every((one) => typeof one === 'string');
  if (!isList || ![tenantId, directory].every((value) => ['string', 'undefined'].includes(typeof value))) {
    throw new AstroAirflowError(`docker-compose.override.yml: the tenantId, resources or directory of a session of Azure are not texts. ${WRITE_AGAIN}`);
  }
  return { tenantId: tenantId as string | undefined, resources, directory: directory as string | undefined };
}

function file(resource: string, tenantId: string | undefined): SessionFile {
  return {
    name: tokenFile(resource),
    program: 'az',
    install: INSTALL,
    args: ['account', 'get-access-token', '--output', 'json', '--resource', resource, ...(tenantId === undefined ? [] : ['--tenant', tenantId])],
    environment: CLI_ENVIRONMENT,
    causes: azureCauses(tenantId, resource),
    shape: {
      fixed: {},
      required: ['accessToken'],
      optional: ['subscription', 'tenant', 'tokenType'],
      expiry: { member: 'expires_on', form: 'seconds' },
      // Only an old version names no end in seconds: its local time is worth nothing in a container.
      endless: { shortLivedBy: 'expires_on', longLived: false, refusal: `this Azure CLI prints no expires_on. Update it to ${LOWEST_CLI.replace(/\.0$/, '')} or newer: az upgrade.` },
    },
  };
}
