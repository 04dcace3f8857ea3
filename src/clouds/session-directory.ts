import { OUTER } from '../host/places';
import { AstroAirflowError } from '../text/error';
import { checkSource, isPersonalFolder } from '../text/mount-paths';

/**
 * @param what is kept there: `keys`
 * @throws AstroAirflowError if the folder of sessions is not one of each developer's own
 */
export function checkSessionDirectory(directory: string, what: string): void {
  checkSource(directory);
  if (!isPersonalFolder(directory)) {
    throw new AstroAirflowError(`directory "${directory}" is not a folder for the ${what} of all projects. Write ${OUTER}, or an absolute path without a slash at its end.`);
  }
}
