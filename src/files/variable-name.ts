import { AstroAirflowError } from '../text/error';

/** @throws AstroAirflowError if compose would not take it for the name of a variable */
export function checkVariableName(name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) {
    throw new AstroAirflowError(`"${name}" is not a valid name for an environment variable. Use letters, digits and "_".`);
  }
}
