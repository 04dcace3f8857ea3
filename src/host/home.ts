import os from 'node:os';
import path from 'node:path';
import { AstroAirflowError } from '../text/error';

/** The user's home: absolute; undefined for one without it, as in some containers. */
export function homeDirectory(): string | undefined {
  const home = homeOfSystem();
  return home !== undefined && path.isAbsolute(home) ? home : undefined;
}

/**
 * The home below which the keys of sessions are, as the operating system has it: what HOME says, which can be anything.
 *
 * @throws AstroAirflowError if the user has none
 */
export function homeOfKeys(): string {
  const home = homeOfSystem();
  if (home === undefined) {
    throw new AstroAirflowError('HOME is not set, and this user has no other home directory, below which the keys are kept. Set HOME to your home directory, then run again.');
  }
  return home;
}

/** A user without HOME and without an entry among the system's users has none. */
function homeOfSystem(): string | undefined {
  try {
    return os.homedir();
  } catch {
    return undefined;
  }
}
