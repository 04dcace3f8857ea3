import { AstroAirflowError } from '../text/error';

/** @throws AstroAirflowError if compose would not take it for the name of a variable */
export function checkVariableName(name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) {
    throw new AstroAirflowError(`"${name}" is not a valid name for an environment variable. Use letters, digits and "_".`);
  }
}

/** @throws AstroAirflowError if compose would read the default of a variable of the shell in its own way */
export function checkDefault(name: string, value: string): void {
  if (!/^[^${}\r\n]+$/.test(value)) {
    throw new AstroAirflowError(`The default of ${name} is empty, or has a line break, a "$" or a brace, which compose reads in its own way. Give it a plain value.`);
  }
}
