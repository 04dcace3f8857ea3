import { isExpandable } from '../text/compose-variables';

/** What compose refuses in a definition because of a `${` that begins no variable, as the predicate of a sentence and the way out. */
export function unreadVariable(definition: unknown): { readonly fault: string; readonly wayOut: string } | undefined {
  const at = placeOf(definition, '');
  return at === undefined ? undefined : { fault: `has a "\${" in ${at} that is no variable`, wayOut: 'Write \${NAME} or \${NAME:-default}, or $\${ for the plain text.' };
}

function placeOf(value: unknown, at: string): string | undefined {
  if (typeof value === 'string') {
    return isExpandable(value) ? undefined : at;
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const places = Object.entries(value).map(([key, inner]) => placeOf(inner, Array.isArray(value) ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`));
  return places.find((place) => place !== undefined);
}
