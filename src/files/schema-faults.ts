import { isDeepStrictEqual } from 'node:util';
import { COMPOSE_SCHEMA } from './compose-schema';
import { TEXT_FORMATS } from './text-formats';
import { misspelled, nearest } from '../text/nearest';

/** A few words of JSON Schema. A key "x-…" is taken wherever there are properties. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  /** Each is of other types. */
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly uniqueItems?: boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  /** One of the formats of texts. */
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The entries of the table that are asked for. */
type Definition = 'service' | 'network' | 'volume' | 'config' | 'secret' | 'model' | 'file';

/** What compose would refuse in a definition, as the predicate of a sentence and the way out. */
export interface SchemaFault {
  readonly fault: string;
  readonly wayOut: string;
  /** Whether a compose that is newer than the one known here may take it. */
  readonly isUnsure: boolean;
}

const NAMES: Readonly<Record<string, string>> = { object: 'a mapping', array: 'a list', string: 'a text', boolean: 'true or false', integer: 'a whole number', number: 'a number', null: 'null' };

/** What is wrong with an entry of a section, or with the keys at the top. A text with a variable can become any text, and a lazy value is looked at when it is known. */
export function schemaFaults(definition: Definition, value: unknown): SchemaFault[] {
  return faultsIn(value, { $ref: definition }, '');
}

function faultsIn(value: unknown, schema: Schema, at: string): SchemaFault[] {
  if (value === undefined || typeof value === 'function') {
    return [];
  }
  const branches = branchesOf(schema);
  const branch = branches.find(({ type }) => [type ?? []].flat().some((one) => isOf(one, value)));
  if (branch === undefined) {
    const types = [...new Set(branches.flatMap(({ type }) => type ?? []))];
    return [sure(`has ${at} as ${NAMES[kindOf(value)]}`, `Write ${either(types.map((type) => NAMES[type]))}.`)];
  }
  if (Array.isArray(value)) {
    const isTwice = branch.uniqueItems === true && value.some((entry, index) => value.findIndex((other) => isDeepStrictEqual(other, entry)) < index);
    return [...(isTwice ? [sure(`has an entry twice in ${at}`, 'Remove one.')] : []), ...value.flatMap((entry, index) => faultsIn(entry, branch.items ?? {}, `${at}[${index}]`))];
  }
  return typeof value === 'object' && value !== null ? inMapping(value, branch, at) : inScalar(value, branch, at);
}

function inMapping(value: object, { properties, patternProperties = {}, additionalProperties, required = [] }: Schema, at: string): SchemaFault[] {
  const where = at === '' ? '' : ` in ${at}`;
  const missing = required.filter((key) => (value as Record<string, unknown>)[key] === undefined).map((key) => sure(`has no ${key}${where}`, 'Add it.'));
  return [...missing, ...Object.entries(value).flatMap(([key, inner]) => {
    const [, ofPattern] = Object.entries(patternProperties).find(([pattern]) => new RegExp(pattern, 'u').test(key)) ?? [];
    const schema = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : ofPattern;
    if (schema !== undefined) {
      return faultsIn(inner, schema, at === '' ? key : `${at}.${key}`);
    }
    if (additionalProperties !== false || inner === undefined || (properties !== undefined && key.startsWith('x-'))) {
      return [];
    }
    const meant = misspelled(key, Object.keys(properties ?? {}));
    const fault = `has the key ${/^\S+$/.test(key) ? key : JSON.stringify(key)}${where}, which compose does not know`;
    return [{ fault, wayOut: meant === undefined ? 'Remove it.' : `Did you mean ${meant}?`, isUnsure: meant === undefined && properties !== undefined }];
  })];
}

function inScalar(value: unknown, { enum: values, pattern, format, minimum = -Infinity, maximum = Infinity }: Schema, at: string): SchemaFault[] {
  const fault = `has a value for ${at} that compose does not take`;
  if (typeof value === 'number' && (value < minimum || value > maximum)) {
    return [sure(fault, `Write ${maximum === Infinity ? `at least ${minimum}` : `a number from ${minimum} to ${maximum}`}.`)];
  }
  if (typeof value !== 'string' || value.includes('$')) {
    return [];
  }
  if (values !== undefined && !values.includes(value)) {
    const meant = nearest(value, values);
    return [sure(fault, meant === undefined ? `Write ${either(values)}.` : `Did you mean ${meant}?`)];
  }
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) {
    return [sure(fault, `It has to match ${pattern}.`)];
  }
  return format === undefined || TEXT_FORMATS[format].isRead(value) ? [] : [sure(fault, TEXT_FORMATS[format].wayOut)];
}

/** Each is asked for again by every service. */
const parsed = new Map<string, Schema>();

function entryOf(name: string): Schema {
  const entry = parsed.get(name) ?? (JSON.parse(COMPOSE_SCHEMA[name]) as Schema);
  parsed.set(name, entry);
  return entry;
}

/** What a value can be. */
function branchesOf({ $ref, oneOf, ...schema }: Schema): Schema[] {
  return $ref === undefined ? (oneOf?.flatMap(branchesOf) ?? [schema]) : branchesOf(entryOf($ref));
}

function isOf(type: string, value: unknown): boolean {
  const kind = kindOf(value);
  return kind === type || (kind === 'number' && type === 'integer' && Number.isInteger(value));
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function either(choices: readonly string[]): string {
  return [...choices.slice(0, -2), choices.slice(-2).join(' or ')].join(', ');
}

function sure(fault: string, wayOut: string): SchemaFault {
  return { fault, wayOut, isUnsure: false };
}
