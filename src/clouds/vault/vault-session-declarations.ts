import { createHash } from 'node:crypto';
import type { VaultSessionOptions } from './vault-credentials-options';
import { checkNamespace, checkUrl, SESSION_TARGET } from './vault-names';
import type { CredentialsDeclarations } from '../../declarations';
import { OUTER } from '../../host/places';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { checkFolderName } from '../../text/folder-name';
import { hostPath } from '../../text/mount-paths';
import { checkNoSecret } from '../../text/secret-check';
import { checkSessionDirectory } from '../session-directory';

/** Programs that print the token of the developer who signed in. */
const PROGRAMS = ['vault', 'bao'];

/** A token that the developer's Vault CLI has, in a folder which the containers read. */
export function vaultSession(options: VaultSessionOptions): CredentialsDeclarations {
  const { address, namespace, loginMethod = 'oidc', loginPath, loginRole, appRolePath, program = 'vault', longLivedTokens = false, directory = OUTER } = options;
  if (address !== undefined) {
    checkUrl(address, 'address');
  }
  if (namespace !== undefined) {
    checkNamespace(namespace);
  }
  if (!PROGRAMS.includes(program)) {
    throw new AstroAirflowError(`program "${program}" is not one that signs in to Vault. Use vault, or bao of OpenBao.`);
  }
  checkWord(loginMethod, apiName('loginMethod'), 'oidc');
  checkWord(loginRole, apiName('loginRole'), 'airflow-developer');
  [[loginPath, 'loginPath'], [appRolePath, 'appRolePath']].forEach(([path, option]) => checkWord(path, apiName(option!), 'team/approle', true));
  checkIdFiles(options);
  checkSessionDirectory(directory, 'credentials');
  const name = nameOf(options);
  const folder = hostPath(directory, 'vault', name);
  return {
    mounts: [{ source: hostPath(folder, 'mount'), target: SESSION_TARGET, readOnly: true }],
    passThrough: address === undefined ? ['VAULT_ADDR'] : [],
    // Not a default: with another VAULT_ADDR in the shell, the containers would send the token to that server.
    environment: address === undefined ? {} : { VAULT_ADDR: address },
    hostSessions: [
      {
        cloud: 'vault',
        settings: {
          name,
          ...given({ address, namespace, loginMethod, loginPath, loginRole }),
          ...given({ roleIdFile: options.roleIdFile, secretIdFile: options.secretIdFile, appRolePath }),
          ...(program === 'vault' ? {} : { program }),
          ...(longLivedTokens ? { longLivedTokens } : {}),
          ...(directory === OUTER ? {} : { directory }),
        },
      },
    ],
  };
}

function given(settings: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** One folder for each server, namespace and role, since a token is of one; a file system that ignores case has no two with other letters. */
function nameOf({ name, address, namespace, roleIdFile, appRolePath = 'approle' }: VaultSessionOptions): string {
  if (name !== undefined) {
    checkNoSecret(name, 'name');
    checkFolderName(name, 'name');
    if (/[${}]/.test(name)) {
      throw new AstroAirflowError(`name "${name}" has a character that compose fills in. Use letters, digits, "_", "." and "-".`);
    }
    return name;
  }
  // Of two roles on one server each has its own token.
  const role = roleIdFile === undefined ? [] : ['approle', createHash('sha256').update(JSON.stringify([appRolePath, roleIdFile])).digest('hex').slice(0, 8)];
  return [address === undefined ? 'default' : serverOf(new URL(address)), ...(namespace === undefined ? [] : [namespace]), ...role].join('_').replace(/[^\w.-]+/g, '_').replace(/\.$/, '').toLowerCase();
}

/** A URL omits the port of its scheme, and http and https are two servers. */
function serverOf({ host, port, protocol }: URL): string {
  return port === '' && protocol === 'http:' ? `${host}:80` : host;
}

function checkWord(word: string | undefined, option: string, example: string, isPath: boolean = false): void {
  checkNoSecret(word ?? '', option);
  if (word !== undefined && !(isPath ? /^\w[\w.-]*(\/\w[\w.-]*)*$/ : /^\w[\w.:@ -]*$/).test(word)) {
    throw new AstroAirflowError(`${option} "${word}" is not a name that vault login takes. Write it without options and slashes around it, for example ${example}.`);
  }
}

function checkIdFiles({ roleIdFile, secretIdFile, appRolePath }: VaultSessionOptions): void {
  for (const [file, option] of [[roleIdFile, 'roleIdFile'], [secretIdFile, 'secretIdFile']] as const) {
    if (file !== undefined) {
      // An id looks like a path to nobody: it is not repeated.
      if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(file)) {
        throw new AstroAirflowError(`${apiName(option)} is an id itself, and declarations are committed. Write the id into a file of your own (mode 600) and give its path, for example ~/.vault-approle/secret-id. Then destroy that id in Vault.`);
      }
      checkNoSecret(file, apiName(option));
      if (!/^(~\/|\/|[A-Za-z]:[\\/])[^\p{Cc}]*[^\p{Cc}\\/]$/u.test(file)) {
        throw new AstroAirflowError(`${apiName(option)} "${file}" is not a file of the developer's machine. Write a path below ~ or an absolute one, for example ~/.vault-approle/secret-id.`);
      }
    }
  }
  if ((roleIdFile === undefined) !== (secretIdFile === undefined)) {
    throw new AstroAirflowError(`${apiName('roleIdFile')} and ${apiName('secretIdFile')} belong together: AppRole signs in with both ids. Add the other one.`);
  }
  if (appRolePath !== undefined && roleIdFile === undefined) {
    throw new AstroAirflowError(`${apiName('appRolePath')} has no effect without ${apiName('roleIdFile')}. Give that, or remove it.`);
  }
}
