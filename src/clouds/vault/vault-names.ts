import { AstroAirflowError } from '../../text/error';
import { checkNoSecret } from '../../text/secret-check';

/** The class of the provider. */
export const VAULT_CLASS = 'airflow.providers.hashicorp.secrets.vault.VaultBackend';

/** The distribution that has it. */
export const VAULT_PROVIDER = 'apache-airflow-providers-hashicorp';

/** Where the containers see the folder of a session. */
export const SESSION_TARGET = '/home/astro/.vault';

/** The file there with the token and its end, which the host reads. */
export const SESSION_FILE = 'session.json';

/** The file there with the token and nothing else. */
export const TOKEN_FILE = 'token';

/** What the role id of AppRole is where the shell gives none: without any Airflow does not start, and what the shell gives replaces it. */
export const NO_ROLE_ID = 'not-set-in-the-shell';

/** The ids of AppRole in the environment, which the backend reads besides its JSON from Airflow 3.2 on ("[secrets] backend_kwargs" in the configuration reference). */
export const ID_VARIABLES = ['ROLE_ID', 'SECRET_ID'].map((name) => `AIRFLOW__SECRETS__BACKEND_KWARG__${name}`);

/**
 * Why Vault has no secret of that path, or the client would ask for another one; undefined if it has. Vault 1.21 refuses characters that cannot
 * be printed; its CLI makes one slash of several, goes up at "..", and drops a blank at the end. Everything else was seen to be found.
 */
export function whyNoPath(path: string): string | undefined {
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/u.test(path)) {
    return 'it has a character that cannot be printed';
  }
  const segments = path.split('/');
  if (segments.includes('')) {
    return 'it has a slash at its start or its end, or two in a row';
  }
  if (segments.includes('.') || segments.includes('..')) {
    return 'it has a part "." or "..", which is no name';
  }
  return path === path.trimEnd() ? undefined : 'it ends with a blank, which the Vault CLI drops';
}

/** @throws AstroAirflowError if it is no path below a mount, or no mount; an empty one is */
export function checkPath(path: string, option: string): void {
  checkNoSecret(path, option);
  const why = path === '' ? undefined : whyNoPath(path);
  if (why !== undefined) {
    throw new AstroAirflowError(`${option} "${path}" is not a path in Vault: ${why}. Write it without slashes around it, for example airflow/variables.`);
  }
}

/** @throws AstroAirflowError if it is no namespace, or one that cannot be sent: a header has printable characters of ASCII alone */
export function checkNamespace(namespace: string): void {
  if (namespace === '') {
    throw new AstroAirflowError('namespace is empty. Omit it for the root namespace.');
  }
  checkPath(namespace, 'namespace');
  if (!/^[!-~][ -~]*$/.test(namespace)) {
    throw new AstroAirflowError(`namespace "${namespace}" cannot be sent to Vault: it starts with a blank, or has a letter that no HTTP header can have. Use the letters of ASCII.`);
  }
}

/** @throws AstroAirflowError if it is no URL of a server; it is not repeated, because it can have a password */
export function checkUrl(url: string, option: string): void {
  checkNoSecret(url, option);
  if (!(/^https?:\/\/[^\s/?#@\\]+\/?$/.test(url) && URL.canParse(url))) {
    throw new AstroAirflowError(`${option} is not the address of a Vault server, or has a path, a query or a password. Expected https://HOST:PORT, for example https://vault.example.com:8200.`);
  }
}

/** The server of an address, to compare it with another one: a text that is no URL is compared as it is. */
export function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}

/** Whether a URL is that of the machine that asks, which in a container is the container. */
export function isLocalhost(url: string): boolean {
  return URL.canParse(url) && /^(localhost|127\.|0\.0\.0\.0|\[::1?\])/.test(new URL(url).hostname);
}

/** @throws AstroAirflowError if it is not an absolute path of a file in a container */
export function checkContainerFile(file: string, option: string, example: string): void {
  checkNoSecret(file, option);
  if (!/^\/(?!.*\/$)[^\p{Cc}]+$/u.test(file) || file.split('/').slice(1).some((part) => ['', '.', '..'].includes(part))) {
    throw new AstroAirflowError(`${option} "${file}" is not an absolute path of a file in the container. Write it from the root and without "..", for example ${example}.`);
  }
}
