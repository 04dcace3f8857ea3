import type { Failure, HostSession, SessionFile } from './host-session';
import type { Ran } from './run-program';
import { safeText } from '../text/error';

/** Longer lines are no message. */
const MOST = 200;

/** Why a program that was run gives no credentials. The exit code says nothing: the AWS CLI ends with 255 for most of it. */
export function causeOf(ran: Ran, session: HostSession, { program, install, causes = session.causes }: SessionFile): Failure {
  switch (ran.problem) {
    case 'missing':
      return { text: `there is no ${session.cloudName} CLI (a command ${program}) on the PATH. ${install}` };
    case 'limit':
      return { text: `${program} gave no answer in ${ran.limit! / 1_000} s, so it was ended. Run it in a terminal to see what it waits for.` };
    case 'output':
      return { text: `${program} printed far more than credentials, so it was ended.` };
    default:
      return causes.find(({ pattern }) => pattern.test(`${ran.stderr}\n${ran.stdout}`)) ?? { text: otherCause(ran, program) };
  }
}

/** Its own last words, without what could be a key: a helper of the program can print anything. */
function otherCause({ stderr, stdout, code, signal }: Ran, program: string): string {
  const lines = stderr.split('\n').map((one) => one.trim()).filter((one) => one !== '');
  // Some end with where to report it.
  const line = lines.filter((one) => /^error: /i.test(one)).at(-1) ?? lines.at(-1) ?? (signal === undefined ? `exit code ${code}` : `ended by ${signal}`);
  const secrets = [...stdout.matchAll(/"((?:[^"\\]|\\.){8,})"/g)].map(([, text]) => text);
  const clean = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), line).replace(/[\w+/=-]{20,}/g, (piece) => (looksRandom(piece) ? '…' : piece));
  return safeText(`${program} failed: ${clean.length > MOST ? `${clean.slice(0, MOST)}…` : clean}`);
}

function looksRandom(piece: string): boolean {
  return /\d/.test(piece) && /[A-Z]/.test(piece) && !/^[a-z]+(?:[/-][a-z0-9]+)+$/.test(piece);
}
