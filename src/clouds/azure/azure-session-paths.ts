import { resourceName } from './azure-names';

/** Where the containers see the mounted folder with the tokens. */
export const SESSION_TARGET = '/home/astro/.azure-session';

/** Our `az` in the mounted folder. */
export const PROGRAM_FILE = 'bin/az';

/**
 * Where the containers see it. The folder is on the PATH of every image, before the one of Debian's package, so that PATH need not be set:
 * that would drop what the image has in it.
 */
export const PROGRAM_TARGET = '/usr/local/bin/az';

/** The file with the token for a resource in the mounted folder. */
export function tokenFile(resource: string): string {
  return `token-${resourceName(resource)}.json`;
}

/**
 * The name of a session, which is that of its folder: the tenant, with the resources where they are not the usual one. So a project sees tokens
 * of what it declares alone.
 */
export function sessionName(tenantId: string | undefined, resources: readonly string[], usual: string): string {
  const own = resources.length === 1 && resources[0] === usual ? [] : [...resources].sort().map(resourceName);
  return [tenantId?.toLowerCase() ?? 'default', ...own].join('+');
}
