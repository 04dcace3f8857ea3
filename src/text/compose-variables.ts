/** The variables of a shell. */
type Variables = Readonly<Record<string, string | undefined>>;

const EVERY_VARIABLE: Variables = new Proxy({}, { get: () => 'x' });
const BARE = /^\$([A-Za-z_]\w*)/;
const OPEN = /^\$\{([A-Za-z_]\w*)(:?[-+?])?/;

/**
 * A text with the variables of a shell, as compose takes them (compose-go, template.Substitute): `$$`, `$NAME`, `${NAME}` and the forms with a
 * default, an alternative or an error, which can have variables themselves, and no other braces. What a variable has is no variable again, and
 * a `$` before anything else is one.
 *
 * @returns undefined where compose refuses the text
 */
export function withVariables(text: string, env: Variables): string | undefined {
  let expanded = '';
  let index = 0;
  while (index < text.length) {
    const rest = text.slice(index);
    const bare = BARE.exec(rest);
    const open = OPEN.exec(rest);
    if (!rest.startsWith('$')) {
      const plain = rest.split('$', 1)[0];
      expanded += plain;
      index += plain.length;
    } else if (rest.startsWith('$$')) {
      expanded += '$';
      index += 2;
    } else if (bare !== null) {
      expanded += env[bare[1]] ?? '';
      index += bare[0].length;
    } else if (!rest.startsWith('${')) {
      expanded += '$';
      index += 1;
    } else {
      const end = closing(rest);
      const value = open === null || end < 0 ? undefined : valueOf(env[open[1]], open[2] ?? '', rest.slice(open[0].length, end), env);
      if (value === undefined) {
        return undefined;
      }
      expanded += value;
      index += end + 1;
    }
  }
  return expanded;
}

/** Whether compose can read the variables in a text, whatever the shell has. */
export function isExpandable(text: string): boolean {
  return withVariables(text, EVERY_VARIABLE) !== undefined;
}

/** The parts of a text between its colons, as of `SOURCE:TARGET`; a colon in a variable's braces, as in `${CACHE_DIR:-/tmp}`, separates nothing. */
export function partsAtColons(text: string): string[] {
  const parts = [''];
  for (let index = 0; index < text.length;) {
    const rest = text.slice(index);
    const end = rest.startsWith('${') ? closing(rest) : rest.startsWith('$$') ? 1 : 0;
    const piece = rest.slice(0, Math.max(end, 0) + 1);
    if (piece === ':') {
      parts.push('');
    } else {
      parts.push(parts.pop()! + piece);
    }
    index += piece.length;
  }
  return parts;
}

/** With a colon an empty value is none. */
function valueOf(value: string | undefined, operator: string, inner: string, env: Variables): string | undefined {
  const isSet = operator.startsWith(':') ? Boolean(value) : value !== undefined;
  // It is read whether it counts or not.
  const other = withVariables(inner, env);
  if (other === undefined) {
    return undefined;
  }
  switch (operator.slice(-1)) {
    case '-':
      return isSet ? value : other;
    case '+':
      return isSet ? other : '';
    case '?':
      return isSet ? value : undefined;
    default:
      return inner === '' ? (value ?? '') : undefined;
  }
}

/** Where the brace that a text begins with is closed; only those after a `$` count. */
function closing(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text.startsWith('${', index)) {
      depth++;
      index++;
    } else if (text[index] === '}' && --depth === 0) {
      return index;
    }
  }
  return -1;
}

/** The names of all variables that compose takes from the shell for a text. */
export function shellVariablesIn(text: string): string[] {
  return [...text.replaceAll('$$', '').matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name]) => name);
}

/** What a text that is one variable with a plain default is made of; undefined for any other. */
export function variableWithDefault(text: string): { readonly variable: string; readonly otherwise: string } | undefined {
  const [, variable, otherwise] = /^\$\{(\w+):-([^${}]*)\}$/.exec(text) ?? [];
  return variable === undefined ? undefined : { variable, otherwise };
}
