import { AstroAirflowError } from './error';
import { sample } from './sample';
import { secretInValue } from './secret-value';

/** @throws AstroAirflowError if a declared value looks like a credential (it is not repeated), or is no text at all */
export function checkNoSecret(value: string, option: string): void {
  // An rc file in JavaScript has no types, and process.env gives undefined.
  if (typeof value !== 'string') {
    throw new AstroAirflowError(`${option} is ${value === undefined ? sample('undefined', 'None') : 'not a string'}. Give it a string, in quotes.`);
  }
  const secret = secretInValue(value);
  if (secret !== undefined) {
    throw new AstroAirflowError(
      `${option} looks like ${secret}, and declarations are committed. Remove it (and revoke it if it was committed); secrets belong into the secrets backend, or manually into .env.`,
    );
  }
}
