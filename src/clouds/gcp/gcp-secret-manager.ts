import type { GcpIamConditionOptions, GcpSecretManagerOptions } from './gcp-backend-options';
import { checkImpersonationChain, checkProjectId } from './gcp-names';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { checkNoSecret } from '../../text/secret-check';
import { posixLine, powershellLine, powershellWord } from '../../text/shell-words';
import { checkExtraKwargs } from '../kwargs-check';
import { checkHasEffect, KEY_NAMES, LOOKUP_KINDS, NOTHING_TO_ALLOW, prefixOf, sameNameWarnings, whyNoKey, type LookupKind } from '../lookup';

/** The name of the service. */
export const DISPLAY_NAME = 'Google Cloud Secret Manager';
export const CLASS_PATH = 'airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend';
export const REQUIREMENT = 'apache-airflow-providers-google';

/** The provider's defaults (CloudSecretManagerBackend.__init__). */
const DEFAULT_PREFIXES: Readonly<Record<LookupKind, string>> = { connections: 'airflow-connections', variables: 'airflow-variables', config: 'airflow-config' };
const DEFAULT_SEP = '-';

/** Arguments that have an option, and its name. */
export const GCP_OPTION_OF: Readonly<Record<string, string>> = {
  project_id: 'projectId',
  sep: 'sep',
  impersonation_chain: 'impersonationChain',
  ...Object.fromEntries(LOOKUP_KINDS.map((kind) => [`${kind}_prefix`, `${kind}Prefix`])),
};

/** Arguments that imply a project: the key of a service account, which contains one, and a service account to impersonate, which can have one. */
export const BRINGS_PROJECT = ['gcp_key_path', 'gcp_keyfile_dict', 'gcp_credential_config_file', 'impersonation_chain'];

/** Arguments that are secrets. The path of a key is not, and a key can be mounted on purpose. */
const refusedKwargs = (): Readonly<Record<string, string>> => ({
  gcp_keyfile_dict: `It is the key of a service account, and declarations are committed. Omit it: the mounted credentials are used, and ${apiName('impersonationChain')} reads as a service account without a key.`,
});

/** Part of a secret's id (SECRET_ID_PATTERN of the provider; "CreateSecret" in the Secret Manager API reference). */
const PART = /^[a-zA-Z0-9_-]*$/;
const MAX_LENGTH = 255;

/** The kwargs that the backend is constructed with, in a fixed order. */
export function gcpKwargs(options: GcpSecretManagerOptions): Record<string, unknown> {
  check(options);
  const { projectId, sep, impersonationChain, extraKwargs } = options;
  const kwargs: Record<string, unknown> = {};
  for (const kind of LOOKUP_KINDS) {
    const prefix = prefixOf(options, kind, DEFAULT_PREFIXES);
    // The provider has a default for configuration options.
    if (kind !== 'config' || prefix === undefined || options.configPrefix !== undefined) {
      kwargs[`${kind}_prefix`] = prefix ?? null;
    }
  }
  return {
    ...kwargs,
    ...(sep === undefined ? {} : { sep }),
    ...(projectId === undefined ? {} : { project_id: projectId }),
    // A string for one account; the provider takes a list for a chain.
    ...(impersonationChain === undefined ? {} : { impersonation_chain: impersonationChain.length === 1 ? impersonationChain[0] : [...impersonationChain] }),
    ...extraKwargs,
  };
}

/** Warnings about options that are allowed but rarely intended. */
export function gcpWarnings(options: GcpSecretManagerOptions): string[] {
  const { sep = DEFAULT_SEP } = options;
  const empty = LOOKUP_KINDS.filter((kind) => prefixOf(options, kind, DEFAULT_PREFIXES) === '').map((kind) => {
    const option = apiName(`${kind}Prefix`);
    return sep === ''
      ? `${option} and sep are empty, so every name of a secret in the project is also a ${KEY_NAMES[kind]}. Give it a prefix.`
      : `${option} is empty, and Google's provider keeps the separator: the ${KEY_NAMES[kind]} my_key is the secret ${sep}my_key. Give it a prefix, or sep ''.`;
  });
  return [...empty, ...sameNameWarnings('Prefix', DISPLAY_NAME, (kind) => startOf(options, kind))];
}

/**
 * The name of the secret for a key; undefined if that kind of lookup is switched off.
 *
 * @throws AstroAirflowError if Airflow or the service would refuse it
 */
export function gcpSecretName(options: GcpSecretManagerOptions, kind: LookupKind, key: string): string | undefined {
  const start = startOf(options, kind);
  if (start === undefined) {
    return undefined;
  }
  const what = KEY_NAMES[kind];
  checkNoSecret(key, `The ${what}`);
  const refused = whyNoKey(key) ?? whyRefused(start + key);
  if (refused !== undefined) {
    throw new AstroAirflowError(`The ${what} "${key}" cannot be looked up in ${DISPLAY_NAME}: ${refused}. Choose another one.`);
  }
  return start + key;
}

/** The condition that allows only the secrets below the prefixes. */
export function gcpCondition(options: GcpSecretManagerOptions, { projectNumber }: GcpIamConditionOptions, warn: (message: string) => void): object {
  if (!/^\d{6,20}$/.test(projectNumber)) {
    throw new AstroAirflowError(`${apiName('projectNumber')} "${projectNumber}" is not the number of a project. "gcloud projects describe PROJECT --format=value(projectNumber)" prints it.`);
  }
  const starts = LOOKUP_KINDS.flatMap((kind) => startOf(options, kind) ?? []);
  if (starts.length === 0) {
    throw new AstroAirflowError(NOTHING_TO_ALLOW);
  }
  if (starts.includes('')) {
    warn(`The condition allows every secret of the project in ${DISPLAY_NAME}, because a prefix and the separator are empty. Give each kind of lookup a prefix.`);
  }
  return {
    title: 'read-airflow-secrets',
    description: 'Variables and connections of Airflow',
    expression: [...new Set(starts)].map((start) => `resource.name.startsWith("projects/${projectNumber}/secrets/${start}")`).join(' || '),
  };
}

/** Two commands that create a secret, a line each: for bash and zsh, and for PowerShell, whose pipe would add a line break to the value. */
export function createCommands(name: string, value: string, project: string | undefined): string {
  const args = (file: string): string[] => ['gcloud', 'secrets', 'create', ...secretArgs(name, project), `--data-file=${file}`];
  return [
    `${posixLine(['printf', '%s', value])} | ${posixLine(args('-'))}  # bash, zsh`,
    `Set-Content -NoNewline secret.txt ${powershellWord(value)}; ${powershellLine(args('secret.txt'))}; Remove-Item secret.txt  # PowerShell`,
  ].join('\n');
}

export function deleteCommand(name: string, project: string | undefined): string {
  return posixLine(['gcloud', 'secrets', 'delete', ...secretArgs(name, project), '--quiet']);
}

/** gcloud would take a name with a leading hyphen for an option; a full resource name avoids that. */
function secretArgs(name: string, project: string | undefined): string[] {
  if (project === undefined) {
    return name.startsWith('-') ? ['--', name] : [name];
  }
  return name.startsWith('-') ? [`projects/${project}/secrets/${name}`] : [name, `--project=${project}`];
}

/** The start of the names of a kind; undefined if it is switched off. As in the provider: the separator is always there. */
function startOf(options: GcpSecretManagerOptions, kind: LookupKind): string | undefined {
  const prefix = prefixOf(options, kind, DEFAULT_PREFIXES);
  return prefix === undefined ? undefined : prefix + (options.sep ?? DEFAULT_SEP);
}

function whyRefused(name: string): string | undefined {
  if (!PART.test(name)) {
    return 'a name has letters, digits, "-" and "_" only';
  }
  return name.length > MAX_LENGTH ? `the secret's name would have more than ${MAX_LENGTH} characters` : undefined;
}

function check(options: GcpSecretManagerOptions): void {
  for (const kind of LOOKUP_KINDS) {
    const prefix = options[`${kind}Prefix`];
    checkHasEffect(options, kind, 'Prefix');
    checkPart(prefix, apiName(`${kind}Prefix`));
  }
  checkPart(options.sep, 'sep');
  const { projectId, impersonationChain, extraKwargs } = options;
  if (projectId !== undefined) {
    checkProjectId(projectId);
  }
  if (impersonationChain !== undefined) {
    checkImpersonationChain(impersonationChain);
    if (projectId === undefined) {
      const option = apiName('projectId');
      throw new AstroAirflowError(`${apiName('impersonationChain')} needs ${option}: without it, Google's provider looks in the project of the service account, whatever GOOGLE_CLOUD_PROJECT says. Add ${option}.`);
    }
  }
  checkExtraKwargs(CLASS_PATH, extraKwargs, { optionOf: GCP_OPTION_OF, refused: refusedKwargs() });
}

/** With a wrong start the provider stops "import airflow", or finds nothing. */
function checkPart(part: string | undefined, option: string): void {
  if (part === undefined) {
    return;
  }
  checkNoSecret(part, option);
  const refused = whyRefused(`${part}x`);
  if (refused !== undefined) {
    throw new AstroAirflowError(`${option} "${part}" cannot be part of a name in ${DISPLAY_NAME}: ${refused}. Choose another one.`);
  }
}
