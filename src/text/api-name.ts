import { isPython } from './jsii-agent';
import { snakeCase } from './snake-case';

/**
 * A name of the API as the rc file that runs spells it: `runtimeVersion`, in Python `runtime_version`. For messages alone: what is written
 * to a file follows the rc file of the project, and not the process.
 */
export function apiName(name: string): string {
  return isPython() ? snakeCase(name) : name;
}
