import { commandIn, writeCommand } from './projen-project';
import { DOCTOR, LOGIN, PROJEN } from '../host/host-session';

/**
 * A text with its commands as a user types them in the current directory.
 *
 * @param project the Astro project that the text is about, absolute: the current directory can have several
 */
export function spelled(text: string, project: string = process.cwd()): string {
  // As functions: most texts have none of them, and each is read from the project.
  return text.replaceAll(LOGIN, () => commandIn('login', project)).replaceAll(DOCTOR, () => commandIn('doctor', project)).replaceAll(PROJEN, () => writeCommand(process.cwd()));
}
