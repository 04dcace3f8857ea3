import { isPython } from './jsii-agent';
import { snakeCase } from './snake-case';

/**
 * A name of the API as the rc file that runs spells it: `runtimeVersion`, in Python `runtime_version`. Of a path or a call each name but that
 * of a class: `AwsSecretsBackend.secrets_manager()`. For messages alone: what is written to a file follows the rc file of the project, and
 * not the process.
 */
export function apiName(name: string): string {
  return isPython() ? name.replace(/\b[a-z_]\w*/g, snakeCase) : name;
}
