import { AstroAirflowError } from '../../text/error';
import { NOTHING_TO_ALLOW } from '../lookup';

/**
 * The policy that lets a token read exactly the secrets below some paths.
 *
 * @param mount of the engine; empty if each key names its own
 * @param isVersion1 whether the engine is version 1, which has no `data` in its paths
 * @param warn receives a warning of what opens more than the paths
 * @throws AstroAirflowError if there is no path, or one has a character that means something in a policy
 */
export function vaultPolicy(mount: string, paths: readonly string[], isVersion1: boolean, warn: (message: string) => void): string {
  if (paths.length === 0) {
    throw new AstroAirflowError(NOTHING_TO_ALLOW);
  }
  if (paths.includes('') || mount === '') {
    warn(`The policy allows ${mount === '' ? 'these paths at every mount' : `every secret of the mount ${mount}`}, because ${mount === '' ? 'no mount point' : 'no path'} is declared. Give one.`);
  }
  const all = [...new Set(paths.map((path) => [mount || '+', ...(isVersion1 ? [] : ['data']), ...(path === '' ? [] : [path]), '*'].join('/')))];
  const odd = [mount, ...paths].find((path) => /["\\*+{}$]/.test(path));
  if (odd !== undefined) {
    throw new AstroAirflowError(`"${odd}" has a character that means something in a policy of Vault, so none can be written for it. Use letters, digits, "_", "-" and "/", or write the policy yourself.`);
  }
  return ['# What the secrets backend of Airflow reads.', ...all.map((path) => `path "${path}" {\n  capabilities = ["read"]\n}`), ''].join('\n');
}
