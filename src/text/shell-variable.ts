import { AstroAirflowError } from './error';

/** @throws AstroAirflowError if no shell can set a variable of that name: compose reads another one between the braces of `${…}`, or none */
export function checkShellVariable(name: string): void {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    throw new AstroAirflowError(`"${name}" is not the name of a variable that a shell can set. Use letters, digits and "_".`);
  }
}
