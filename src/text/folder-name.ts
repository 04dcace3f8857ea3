import { AstroAirflowError } from './error';

/** What no folder of Windows, macOS or Linux can have in its name, `~/.airflow-credentials` being on any of them. */
const FORBIDDEN = /[/\\:*?"<>|\p{Cc}]/u;

/**
 * Checks a name that becomes the name of a folder.
 *
 * @param what the option or variable that has it, for the message
 * @throws AstroAirflowError if some system cannot have a folder of that name
 */
export function checkFolderName(name: string, what: string): void {
  const why = whyNoFolder(name);
  if (why !== undefined) {
    throw new AstroAirflowError(`${what} "${name}" cannot be the name of a folder, because ${why}. The keys are kept in a folder of that name: use a name without it.`);
  }
}

function whyNoFolder(name: string): string | undefined {
  if (name === '') {
    return 'it is empty';
  }
  if (name === '.' || name === '..') {
    return 'it names another folder';
  }
  const [char] = FORBIDDEN.exec(name) ?? [];
  if (char !== undefined) {
    return /\p{Cc}/u.test(char) ? 'it has a control character' : `it has a ${char}`;
  }
  return /[. ]$/.test(name) ? 'it ends in a dot or a blank, which Windows drops' : undefined;
}
