import { createHash } from 'node:crypto';
import path from 'node:path';
import { originOf, SESSION_FILE, TOKEN_FILE } from './vault-names';
import { vaultCauses } from './vault-session-causes';
import type { DeclaredSession } from '../../host/declared-sessions';
import { LOGIN, type HostSession, type SessionFile } from '../../host/host-session';
import { WRITE_AGAIN } from '../../host/override';
import { outerFolder } from '../../host/places';
import { AstroAirflowError } from '../../text/error';
import { checkFolderName } from '../../text/folder-name';

/** Ten minutes: long enough to sign in again before a lookup fails, and short against a token of an hour. */
const ASK_BELOW = 600;

/** With the first two the CLI would print the shell's token instead of that of `vault login`, with the others ask a server that the containers do not. */
const REMOVED = { VAULT_TOKEN: undefined, BAO_TOKEN: undefined, BAO_ADDR: undefined, VAULT_AGENT_ADDR: undefined, BAO_AGENT_ADDR: undefined };

const tokenOfShell = (variable: string): string => `${variable} is set in this shell, and does not reach the containers; ${LOGIN} --from-environment hands it over`;

/** A session as `VaultCredentials.session()` declares it. */
interface VaultDeclared {
  readonly name: string;
  readonly address?: string;
  readonly namespace?: string;
  readonly loginMethod: string;
  readonly loginPath?: string;
  readonly loginRole?: string;
  readonly roleIdFile?: string;
  readonly secretIdFile?: string;
  readonly appRolePath: string;
  readonly program: string;
  readonly longLivedTokens: boolean;
  readonly directory?: string;
}

/**
 * The session for a declaration. A declared address is the one that is asked, as in the containers: the backend sends the token there, whatever
 * the shell's `VAULT_ADDR` is. `VAULT_NAMESPACE` of the shell replaces what is declared.
 *
 * @throws AstroAirflowError if the declaration is incomplete, or its name cannot be the name of a folder
 */
export function vaultSessions(declaredSession: DeclaredSession, { env, home }: { readonly env: NodeJS.ProcessEnv; readonly home: string }): HostSession[] {
  const declared = checked(declaredSession);
  checkFolderName(declared.name, 'name');
  const { name, directory, program } = declared;
  const otherServer = otherServerOf(declared, env);
  const token = tokenVariable(program, env);
  const notes = [...(env[token] ? [tokenOfShell(token)] : []), ...(otherServer === undefined ? [] : [`${otherServer} of this shell is not used, because the project declares ${declared.address}`])];
  return [
    {
      cloud: 'vault',
      cloudName: 'Vault',
      name,
      about: aboutOf(declared, env),
      directory: outerFolder(directory, home),
      askBelow: ASK_BELOW,
      files: [{ ...sessionFile(declared, env, home), ...(otherServer === undefined ? {} : { notOfShell: notOfShell(otherServer, token, declared) }) }],
      configFiles: [],
      // A new sign-in replaces this file.
      settings: declared.roleIdFile === undefined ? [path.join(home, '.vault-token')] : [declared.roleIdFile, declared.secretIdFile!].map((file) => hostFile(file, home)),
      causes: vaultCauses({ ...declared, signIn: signIn(declared, env), program }),
      note: notes.length > 0 ? notes.join('. ') : undefined,
    },
  ];
}

/** The variable with which the shell names another server than the declared one. */
function otherServerOf({ address, program }: VaultDeclared, env: NodeJS.ProcessEnv): string | undefined {
  const variable = program === 'bao' && env.BAO_ADDR ? 'BAO_ADDR' : 'VAULT_ADDR';
  const ofShell = env[variable];
  return ofShell && address !== undefined && originOf(ofShell) !== originOf(address) ? variable : undefined;
}

/** The namespace that the shell sets for a program. Only OpenBao reads its own variable, and prefers it to that of Vault. */
function namespaceOfShell(program: string, env: NodeJS.ProcessEnv): string | undefined {
  return (program === 'bao' && env.BAO_NAMESPACE) || env.VAULT_NAMESPACE;
}

/** The variable in which the shell has the token for a program, or would have it. */
function tokenVariable(program: string, env: NodeJS.ProcessEnv): string {
  return program === 'bao' && env.BAO_TOKEN?.trim() ? 'BAO_TOKEN' : 'VAULT_TOKEN';
}

/** A hash of the server, the namespace and the role of a token: an address can contain a password. */
function aboutOf({ address, namespace, roleIdFile, appRolePath, program }: VaultDeclared, env: NodeJS.ProcessEnv): string {
  const parts = [address ?? env.VAULT_ADDR, namespaceOfShell(program, env) || namespace, ...(roleIdFile === undefined ? [] : [appRolePath, roleIdFile])];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** The Vault CLI's environment, where it differs from the user's. */
function environmentOf({ address, namespace, program }: VaultDeclared, env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return {
    ...REMOVED,
    ...(address === undefined ? {} : { VAULT_ADDR: address }),
    ...(namespaceOfShell(program, env) || namespace === undefined ? {} : { VAULT_NAMESPACE: namespace }),
  };
}

function signIn(declared: VaultDeclared, env: NodeJS.ProcessEnv): readonly string[] | undefined {
  const { program, roleIdFile, loginMethod, loginPath, loginRole } = declared;
  const { VAULT_ADDR: address, VAULT_NAMESPACE: namespace } = environmentOf(declared, env);
  if (roleIdFile !== undefined) {
    return undefined;
  }
  return [
    program, 'login', '-no-print', ...(address === undefined ? [] : [`-address=${address}`]), ...(namespace === undefined ? [] : [`-namespace=${namespace}`]), `-method=${loginMethod}`,
    ...(loginPath === undefined ? [] : [`-path=${loginPath}`]), ...(loginRole === undefined ? [] : [`role=${loginRole}`]),
  ];
}

function sessionFile(declared: VaultDeclared, env: NodeJS.ProcessEnv, home: string): SessionFile {
  const { name, program, roleIdFile, secretIdFile, appRolePath, longLivedTokens } = declared;
  const isAppRole = roleIdFile !== undefined;
  return {
    name: SESSION_FILE,
    program,
    install: program === 'bao' ? 'Install OpenBao (https://openbao.org/docs/install/), then open a new terminal.' : 'Install Vault (https://developer.hashicorp.com/vault/install), then open a new terminal.',
    args: isAppRole
      ? ['write', '-format=json', `auth/${appRolePath}/login`, `role_id=@${hostFile(roleIdFile, home)}`, `secret_id=@${hostFile(secretIdFile!, home)}`]
      : ['token', 'lookup', '-format=json'],
    environment: environmentOf(declared, env),
    members: isAppRole ? appRoleMembers : lookupMembers,
    shape: {
      fixed: {},
      required: ['id'],
      optional: [],
      expiry: { member: 'expire_time', form: 'date' },
      endless: {
        // The expiry of a token in the shell is unknown, so it is not refused.
        shortLivedBy: OF_SHELL,
        longLived: longLivedTokens,
        refusal: `the token of ${name} never ends, so every DAG could read and keep it. Sign in as a user (${program} login -method=…), or, for a server without real secrets, allow long-lived tokens in the declaration of the session.`,
      },
      variables: { id: tokenVariable(program, env), [OF_SHELL]: tokenVariable(program, env) },
    },
    // The provider reads a file that contains only the token.
    bare: { name: TOKEN_FILE, member: 'id' },
  };
}

/** Why the token of a shell is refused that names another server. */
function notOfShell(variable: string, token: string, { name, address }: VaultDeclared): string {
  return `${variable} of this shell is not the server of ${name}, which the containers ask: ${address}. Its token would be sent there. Set ${variable} to that server and ${token} to a token of it.`;
}

const OF_SHELL = 'of_shell';

/** The output of `vault token lookup`: token and expiry are in `data`. */
function lookupMembers({ data }: Record<string, unknown>): Record<string, unknown> {
  return isObject(data) ? data : {};
}

/** The output of a sign-in: the token and its lifetime in seconds are in `auth`. */
function appRoleMembers({ auth }: Record<string, unknown>, now: number): Record<string, unknown> {
  const { client_token: id, lease_duration: seconds } = isObject(auth) ? auth : {};
  return { id, ...(typeof seconds === 'number' && seconds > 0 ? { expire_time: new Date(now + seconds * 1_000).toISOString() } : {}) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hostFile(file: string, home: string): string {
  return file.replace(/^~(?=[\\/])/, () => home);
}

function checked(declared: DeclaredSession): VaultDeclared {
  const texts = ['address', 'namespace', 'loginMethod', 'loginPath', 'loginRole', 'roleIdFile', 'secretIdFile', 'appRolePath', 'program', 'directory'];
  const isComplete = typeof declared.name === 'string' && texts.every((name) => ['string', 'undefined'].includes(typeof declared[name])) && (declared.roleIdFile === undefined) === (declared.secretIdFile === undefined);
  if (!isComplete || !['vault', 'bao', undefined].includes(declared.program as string | undefined)) {
    throw new AstroAirflowError(`docker-compose.override.yml: a session of Vault has no name, or its settings are not those of one. ${WRITE_AGAIN}`);
  }
  const { loginMethod = 'oidc', appRolePath = 'approle', program = 'vault' } = declared;
  return { ...declared, loginMethod, appRolePath, program, longLivedTokens: declared.longLivedTokens === true } as unknown as VaultDeclared;
}
