type Fs = typeof import('node:fs');

/** Writes all of a text. At the end of a process there is no later: a pipe that is full for now has to be waited for here. */
export function print({ writeSync }: Pick<Fs, 'writeSync'>, descriptor: number, text: string | Buffer): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') {
        return;
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
    }
  }
}
