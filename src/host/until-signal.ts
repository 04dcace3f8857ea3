import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Something that goes on until a signal. */
export interface UntilSignal {
  /** Aborted at the first signal, with its name as the reason. */
  readonly signal: AbortSignal;
  /** The exit code for the signal that came, as a shell gives it; 0 if none came. */
  readonly code: () => number;
  /** Listens no more. */
  readonly done: () => void;
}

/**
 * @param isThorough whether further signals are ignored, for somebody who has to clean up: npx hands on what the terminal has sent already.
 * Otherwise a second one ends the process, as if nobody listened
 */
export function untilSignal(isThorough: boolean = false): UntilSignal {
  const controller = new AbortController();
  let came: NodeJS.Signals | undefined;
  const done = (): void => SIGNALS.forEach((name) => process.off(name, listener));
  const listener = (name: NodeJS.Signals): void => {
    came ??= name;
    if (!isThorough) {
      done();
    }
    controller.abort(name);
  };
  SIGNALS.forEach((name) => process.on(name, listener));
  return { signal: controller.signal, code: () => (came === undefined ? 0 : 128 + constants.signals[came]), done };
}
