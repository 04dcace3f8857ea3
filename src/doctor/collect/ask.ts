import { runProgram, type Ran } from '../../host/run-program';
import type { Fact } from '../facts';

/** Milliseconds that a program has; most answer within one second. */
const LIMIT = 10_000;

/** How a program ended that ended on its own. */
export type Asked = Pick<Ran, 'stdout' | 'stderr'> & { readonly code: number };

/**
 * Asks a program something, without a terminal and for a limited time.
 *
 * @returns undefined if there is no such program on the PATH; why it gave no answer otherwise, which repeats nothing of what it printed
 */
export async function ask(program: string, args: readonly string[], env: NodeJS.ProcessEnv, limit: number = LIMIT): Promise<Fact<Asked | undefined>> {
  const shown = [program, ...args.slice(0, 2).filter((arg, index) => index === 0 || !arg.startsWith('-'))].join(' ');
  try {
    const { code, stdout, stderr, problem } = await runProgram({ program, args, env }, { terminal: false, limit });
    if (problem === 'missing') {
      return { value: undefined };
    }
    if (code !== undefined) {
      return { value: { code, stdout, stderr } };
    }
    return { unknown: problem === 'limit' ? `${shown} did not answer within ${limit / 1_000} s` : problem === 'output' ? `${shown} prints without an end` : `${shown} cannot be run` };
  } catch {
    return { unknown: `${shown} cannot be run` };
  }
}

/** The answer as something else; why there is none stays. */
export function mapped<T, U>(fact: Fact<T>, change: (value: T) => U): Fact<U> {
  return 'unknown' in fact ? fact : { value: change(fact.value) };
}
