import { sample } from '../text/sample';
import { allowing, type SecretGuard } from '../text/secret-guard';

/**
 * Looks for secrets in the override as it will be written, escape hatches and all.
 *
 * @param airflowServices those in which a password is refused, too
 * @returns what to warn of: passwords of other services, a sentence each
 * @throws AstroAirflowError if there is a token, a key, or a password that an Airflow service would get
 */
export function checkSecrets(rendered: unknown, airflowServices: readonly string[], file: string, secrets: SecretGuard): string[] {
  const { services = {}, ...others } = rendered as { services?: Record<string, unknown> };
  secrets.checkMembers(others, file, file);
  return Object.entries(services).flatMap(([name, definition]) => {
    if (!airflowServices.includes(name)) {
      return checkSecretsOfService(name, definition, file, secrets);
    }
    secrets.checkMembers(definition, `the service ${name}`, file);
    return [];
  });
}

/**
 * Looks for secrets in a service that is not Airflow's: the password of a database that runs beside it is normal there.
 *
 * @returns what to warn of
 * @throws AstroAirflowError if there is a token or a key
 */
export function checkSecretsOfService(name: string, definition: unknown, file: string, secrets: SecretGuard): string[] {
  const passwords = new Map<string, string>();
  secrets.checkMembers(definition, `the service ${name}`, file, (member, kind) => passwords.set(member, kind === '' || kind.includes(`"${member}"`) ? member : `${kind} (${member})`));
  return [...passwords].map(([member, what]) =>
    `The service ${name} has ${what} in plain text in ${file}, which is committed. Write ${sample("env_file: ['.env']", "'env_file': ['.env']")} instead (the service then gets every key of that file), or "\${${shellName(member)}:?set ${shellName(member)}}" to take it from the shell; if it may be there, ${allowing(member)}.`);
}

/** A name that a shell can set. */
function shellName(member: string): string {
  return /^[A-Za-z_]\w*$/.test(member) && member === member.toUpperCase() ? member : 'DB_PASSWORD';
}
