import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Something that goes on until a signal. */
export interface UntilSignal {
  /** Aborted at the first signal, with its name as the reason. A second one ends the process, as if nobody listened. */
  readonly signal: AbortSignal;
  /** The exit code for the signal that came, as a shell gives it; 0 if none came. */
  readonly code: () => number;
  /** Listens no more. */
  readonly done: () => void;
}

export function untilSignal(): UntilSignal {
  const controller = new AbortController();
  let came: NodeJS.Signals | undefined;
  const done = (): void => SIGNALS.forEach((name) => process.off(name, listener));
  const listener = (name: NodeJS.Signals): void => {
    came = name;
    done();
    controller.abort(name);
  };
  SIGNALS.forEach((name) => process.on(name, listener));
  return { signal: controller.signal, code: () => (came === undefined ? 0 : 128 + constants.signals[came]), done };
}
