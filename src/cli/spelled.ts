import { commandFor, writeCommand } from './projen-project';
import { DOCTOR, LOGIN, PROJEN } from '../host/host-session';

/** A text with its commands as a user types them in the current directory's project. */
export function spelled(text: string): string {
  // As functions: most texts have none of them, and each is read from the project.
  return text.replaceAll(LOGIN, () => commandFor('login', process.cwd())).replaceAll(DOCTOR, () => commandFor('doctor', process.cwd())).replaceAll(PROJEN, () => writeCommand(process.cwd()));
}
