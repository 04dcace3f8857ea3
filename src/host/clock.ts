/** The time, and waiting: tests have their own. */
export interface Clock {
  /** The wall clock, in milliseconds. */
  readonly now: () => number;
  /** Waits, at most until the signal. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export const WALL_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, signal?.aborted === true ? 0 : milliseconds);
      signal?.addEventListener('abort', done);
    }),
};
