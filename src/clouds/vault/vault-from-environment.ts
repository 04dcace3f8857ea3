import type { VaultAppRoleCredentialsOptions, VaultFromEnvironmentOptions } from './vault-credentials-options';
import { checkUrl, ID_VARIABLES } from './vault-names';
import type { CredentialsDeclarations } from '../../declarations';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { readsKwargVariables } from '../../runtime/kwarg-variables';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';

/** The token of the shell that starts Airflow, by its name alone. Airflow does not start without the variable, and does with an empty one. */
export function vaultFromEnvironment(options: VaultFromEnvironmentOptions): CredentialsDeclarations {
  return { ...server(options), passThroughOrEmpty: ['VAULT_TOKEN'], dotenvKeys: { VAULT_TOKEN: '' } };
}

/**
 * The ids of an AppRole of the shell that starts Airflow, by their names alone.
 *
 * @throws AstroAirflowError if Airflow would ignore them
 */
export function vaultAppRole(options: VaultAppRoleCredentialsOptions, runtime: AstroRuntime): CredentialsDeclarations {
  if (!readsKwargVariables(runtime)) {
    throw new AstroAirflowError(
      `${apiName('VaultCredentials.appRole')}() needs Airflow 3.2, and runtime ${runtime.tag} has ${runtime.airflowVersion}, which ignores the ids in the environment. Declare ${apiName('VaultCredentials.session')}() with ${apiName('roleIdFile')} and ${apiName('secretIdFile')}, and ${apiName('VaultSecretsBackend.token')}().`,
    );
  }
  const declared = server(options);
  return { ...declared, passThrough: [...declared.passThrough!, ...ID_VARIABLES] };
}

/** Where Vault is: by the variables that every client of Vault reads. */
function server({ address }: VaultFromEnvironmentOptions): CredentialsDeclarations {
  if (address !== undefined) {
    checkUrl(address, 'address');
  }
  return { passThrough: [...(address === undefined ? ['VAULT_ADDR'] : []), 'VAULT_NAMESPACE'], environmentDefaults: address === undefined ? {} : { VAULT_ADDR: address } };
}
