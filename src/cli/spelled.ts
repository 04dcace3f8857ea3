import { commandFor, writeCommand } from './projen-project';
import { LOGIN, PROJEN } from '../host/host-session';

/** A text with its commands as a user types them in the current directory's project. */
export function spelled(text: string): string {
  const withLogin = text.includes(LOGIN) ? text.replaceAll(LOGIN, commandFor('login', process.cwd())) : text;
  return withLogin.includes(PROJEN) ? withLogin.replaceAll(PROJEN, writeCommand(process.cwd())) : withLogin;
}
