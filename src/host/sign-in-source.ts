import type { SignInSource } from './host-session';

/**
 * Whose credentials come first: the last one of a chain of sources. A chain that is a circle ends before it closes.
 *
 * @param ask runs the cloud's program with arguments, and gives what it prints; undefined if it has no answer
 */
export async function lastSource(source: SignInSource, name: string, ask: (args: readonly string[]) => Promise<string | undefined>, seen: readonly string[] = []): Promise<string> {
  const answers = await Promise.all(source.questions(name).map(ask));
  const next = answers.at(-1);
  const known = [...seen, name];
  return next === undefined || answers.includes(undefined) || known.includes(next) ? name : lastSource(source, next, ask, known);
}
