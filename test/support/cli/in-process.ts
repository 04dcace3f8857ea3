import { main } from '../../../src/cli/main';
import { environment } from '../drift/command';

/** Runs the command line in this process, outside of GitHub's runner, as far as it has ended when the call returns. */
export function run(...args: string[]): { code?: number; out: string; err: string } {
  const out = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const err = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const env = jest.replaceProperty(process, 'env', environment());
  try {
    const code = main(args);
    return { code, out: out.mock.calls.flat().join(''), err: err.mock.calls.flat().join('') };
  } finally {
    out.mockRestore();
    err.mockRestore();
    env.restore();
  }
}
