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
  const [, double] = /^"((?:[^"\\]|\\.)*)"/s.exec(raw) ?? [];
  return double === undefined ? expanded(raw.replace(/\s+#.*$/s, '').trim(), env) : expanded(double.replace(/\\(.)/gs, (_, character: string) => (character === 'n' ? '\n' : character)), env);
}

/** A text with the variables of a shell, as compose takes them. */
export function expanded(text: string, env: NodeJS.ProcessEnv): string {
  return text.replace(/\$\$|\$\{(\w+)(?:(:?-)([^${}]*))?\}|\$([A-Za-z_]\w*)/g, (whole, name: string | undefined, sign: string | undefined, otherwise: string = '', bare: string | undefined) => {
    if (whole === '$$') {
      return '$';
    }
    const value = env[(name ?? bare)!];
    return (sign === ':-' ? value || undefined : value) ?? otherwise;
  });
}
