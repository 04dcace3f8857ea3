/** What stands plain in YAML 1.1 and 1.2 alike, as far as the library's own check of ambiguous scalars does not tell. */
const PLAIN = /^(?!=$)[\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]*$/;

/** Line breaks of YAML 1.1 alone; the library leaves them as they are between double quotes. */
const OLD_LINE_BREAKS = /[\x85\u2028\u2029]/g;

/**
 * YAML that a reader of YAML 1.1 (PyYAML) and one of 1.2 (compose) understand alike: what either would take for
 * something else than a string is quoted, and nothing is folded or aliased.
 */
export function toYaml(value: unknown): string {
  // Loaded here because only a synth needs it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Document, Scalar, visit } = require('yaml') as typeof import('yaml');
  const document = new Document(value, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && !PLAIN.test(scalar.value)) {
        scalar.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 }).replace(OLD_LINE_BREAKS, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
