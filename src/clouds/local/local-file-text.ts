import { exampleOf, formatOf, type SecretsFormat } from './local-paths';
import { EXAMPLE_VALUES } from '../../text/declared-example';
import { withCopies } from '../../text/file-copies';
import type { ExampleKeys, SecretsFile } from '../backend-declarations';
import type { LookupKind } from '../lookup';

/** Plain words that a reader of YAML 1.1 takes for something else than a text. */
const NOT_TEXT = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

const WHAT: Readonly<Record<LookupKind, string>> = { variables: 'Variables', connections: 'Connections', config: 'Values of its configuration' };

/** A file that a developer gets, with the example beside it. Both have the same entries. */
export function secretsFile(kind: LookupKind, file: string, keys: ExampleKeys): SecretsFile {
  const format = formatOf(file)!;
  const [key, value] = exampleEntry(kind, keys);
  const entry = format === 'json' ? `{\n  ${lineOf(format, key, value)}\n}\n` : `${lineOf(format, key, value)}\n`;
  const hasComments = format !== 'json';
  const body = [
    `# ${WHAT[kind]} for Airflow on this machine: ${howTo(kind, format)}`,
    '# This file is yours, and git ignores it. Airflow reads it at each lookup, so an edit takes effect immediately.',
    entry,
  ].join('\n');
  const path = exampleOf(file);
  const exampleText = [`# An example of ${file}, which each developer has and git ignores: ${howTo(kind, format)}`, entry].join('\n');
  return { path: file, ignored: withCopies(file), text: hasComments ? body : entry, example: { path, text: hasComments ? exampleText : entry, hasComments } };
}

/** A line of such a file. */
export function lineOf(format: SecretsFormat, key: string, value: string): string {
  switch (format) {
    case 'env':
      return `${key}=${value}`;
    case 'json':
      return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    default:
      return `${/^[A-Za-z_][\w-]*$/.test(key) && !NOT_TEXT.test(key) ? key : yamlText(key)}: ${yamlText(value)}`;
  }
}

/** In single quotes nothing has a meaning of its own, and a docstring shows them as they are. */
function yamlText(text: string): string {
  return /^[\x20-\x7E]*$/.test(text) ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

/** What an example has of each kind. */
export function exampleEntry(kind: LookupKind, { variable, connection }: ExampleKeys): readonly [key: string, value: string] {
  switch (kind) {
    case 'variables':
      return [variable, EXAMPLE_VALUES.variable];
    case 'connections':
      return [connection, EXAMPLE_VALUES.connection];
    case 'config':
      return ['my_config', EXAMPLE_VALUES.variable];
  }
}

/** Why a file of that format cannot have a key; undefined if it can. */
export function whyNotInFile(format: SecretsFormat, key: string): string | undefined {
  if (format !== 'env') {
    return undefined;
  }
  // Python's splitlines() knows more line breaks than most.
  // eslint-disable-next-line no-control-regex
  return /[=\n\r\v\f\u001C-\u001E\u0085\u2028\u2029]/.test(key) ? 'a line of an .env file ends its key at the first "="' : /^\s*#/.test(key) ? 'a line of an .env file that begins with "#" is a comment' : undefined;
}

function howTo(kind: LookupKind, format: SecretsFormat): string {
  const what = { variables: ['key', 'its text'], connections: ['id', 'its URI'], config: ['name', 'its value'] }[kind];
  return format === 'env' ? `a line each, ${what[0]}=${what[1].replace('its ', '')}, without quotes.` : `each ${what[0]} with ${what[1]} in quotes.`;
}
