/** What projen calls itself where nobody named another command. */
const DEFAULT = 'npx projen';

/**
 * The command that synthesizes a project. Beside an rc file in Python projen comes from pip, and its program is on the PATH.
 *
 * @param declared the project's `projenCommand`
 * @param rcFile path of the rc file; undefined if there is none
 */
export function projenCommand(declared: string = DEFAULT, rcFile?: string): string {
  return declared === DEFAULT && rcFile?.endsWith('.py') === true ? 'projen' : declared;
}
