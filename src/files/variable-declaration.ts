import { AstroAirflowError } from '../text/error';

/** @throws AstroAirflowError if compose would not take it for the name of a variable */
export function checkVariableName(name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) {
    throw new AstroAirflowError(`"${name}" is not a valid name for an environment variable. Use letters, digits and "_".`);
  }
}

/**
 * @param value as compose is to see it; null gives the value of the shell
 * @throws AstroAirflowError if compose or a process would not take it
 */
export function checkVariable(name: string, value: string | null): void {
  checkVariableName(name);
  if (value?.includes('\0') === true) {
    throw new AstroAirflowError(`The value of ${name} has a NUL character, which no environment variable can hold. Remove it.`);
  }
}

/** @throws AstroAirflowError if compose would read the default of a variable of the shell in its own way */
export function checkDefault(name: string, value: string): void {
  if (!/^[^${}\r\n]+$/.test(value)) {
    throw new AstroAirflowError(`The default of ${name} is empty, or has a line break, a "$" or a brace, which compose reads in its own way. Give it a plain value.`);
  }
}
