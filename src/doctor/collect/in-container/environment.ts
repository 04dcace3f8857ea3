import { withVariables } from '../../../text/compose-variables';

/**
 * The value of a line of `.env`, as compose reads it.
 *
 * @param raw what is after the `=`
 */
export function composeValue(raw: string, env: NodeJS.ProcessEnv): string {
  const [, single] = /^'([^']*)'/.exec(raw) ?? [];
  if (single !== undefined) {
    return single;
  }
  // compose refuses the whole file; then there is no container either.
  const expanded = (text: string): string => withVariables(text, env) ?? text;
  const [, double] = /^"((?:[^"\\]|\\.)*)"/s.exec(raw) ?? [];
  return double === undefined ? expanded(raw.replace(/\s+#.*$/s, '').trim()) : expanded(double.replace(/\\(.)/gs, (_, character: string) => (character === 'n' ? '\n' : character)));
}
