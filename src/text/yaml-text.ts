import { unicodeEscape } from './unicode-escape';
import { yamlLibrary } from './yaml-library';

/** What stands plain in YAML 1.1 and 1.2 alike, as far as the library's own check of ambiguous scalars does not tell. */
const PLAIN = /^(?!=$)[\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]*$/;

/**
 * What compose's reader (go-yaml, resolve.go) takes for a number or a date and neither version of YAML does: it omits
 * every `_`, and knows capitals and single digits (`0o1_7`, `0O17`, `1e_3`, `2001-1-2 1:2:3`). A little more is quoted.
 */
const NUMBER_OF_COMPOSE = /^(?:(?:[-+][_.]*|\.)?[0-9][0-9A-FXOB_.+-]*$|[0-9]{4}-)/i;

/** Line breaks of YAML 1.1 alone, and what a YAML file must not hold unescaped; the library leaves both between double quotes. */
const TO_ESCAPE = /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

/**
 * YAML that a reader of YAML 1.1 (PyYAML), one of 1.2 and compose's own, which is neither, understand alike: what one of
 * them would take for something else than a string is quoted, and nothing is folded or aliased.
 */
export function toYaml(value: unknown): string {
  const { Document, Scalar, visit } = yamlLibrary();
  const document = new Document(value, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && (!PLAIN.test(scalar.value) || NUMBER_OF_COMPOSE.test(scalar.value))) {
        scalar.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  // Between double quotes the library breaks a long text at its line breaks, and turns a line of one blank into a backslash.
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
  return text.replace(TO_ESCAPE, unicodeEscape);
}
