import { EXAMPLES, OWN_STRUCTS } from './own-types';
import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';
import { listed } from '../text/lists';
import { nearest } from '../text/nearest';
import { sample } from '../text/sample';

/* Loaded for an rc file that is wrong alone. No value is repeated: it can be a secret. */

export function tooMany(call: string, given: number, names: readonly string[]): AstroAirflowError {
  return new AstroAirflowError(`${call} takes ${names.length === 1 ? `${names[0]} alone` : listed(names)}, and got ${given} arguments. Omit the others.`);
}

/** @param factory a static method that makes such an object */
export function notConstructed(factory: string): AstroAirflowError {
  return new AstroAirflowError(`${factory.split('.')[0]} is made by its own methods, not by ${sample('new', 'its constructor')}. Call ${apiName(factory)}(), for example.`);
}

export function missing(call: string, name: string, type: string): AstroAirflowError {
  const required = [...(OWN_STRUCTS[type] ?? '').matchAll(/(\w+):/g)].map(([, option]) => apiName(option));
  const needs = required.length === 0 ? '' : ` ${listed(required)} ${required.length === 1 ? 'is' : 'are'} required.`;
  return new AstroAirflowError(`${call}: ${name} is missing (${sample('undefined', 'None')}). Give it ${expected(type)}.${needs}`);
}

/** What is wanted at a place. */
export interface Wanted {
  readonly type: string;
  readonly isOptional: boolean;
  readonly isVariadic?: boolean;
}

/** @param near how the value is near: as the one element of a list that is wanted, or as a list of the one value that is */
export function wrongType(call: string, name: string, wanted: Wanted, value: unknown, near?: 'element' | 'list of one'): AstroAirflowError {
  const fix = near === 'element' ? 'Put brackets around it: [ … ].' : near !== undefined && wanted.isVariadic !== true ? 'Remove the brackets: it takes one.' : (fixOfFlag(name, wanted, value) ?? fixOf(wanted, value));
  return new AstroAirflowError(`${call}: ${name} takes ${expected(wanted.type)}, and got ${nameOf(value)}. ${fix}`);
}

/**
 * @param prefix how the names begin: `packageOptions.`
 * @param names those that there are, as TypeScript spells them
 */
export function unknownOptions(call: string, prefix: string, unknown: readonly string[], names: readonly string[]): AstroAirflowError {
  const meant = unknown.map((key) => nearest(key, names) ?? names.find((name) => ADDRESSES.includes(key) && ADDRESSES.includes(name)));
  const known = unknown.filter((_, index) => meant[index] !== undefined);
  const renamed = known.length === 0 ? '' : ` Write ${listed(meant.filter((name) => name !== undefined).map(apiName))}${known.length === unknown.length ? '' : ` for ${listed(known)}`} instead.`;
  const all = known.length === unknown.length ? '' : ` It has ${listed(names.map(apiName))}.`;
  return new AstroAirflowError(`${call} has no ${unknown.length === 1 ? 'option' : 'options'} ${listed(unknown.map((key) => `"${prefix}${key}"`))}.${renamed}${all}`);
}

/** Options that different clouds and classes call the address of a server. */
const ADDRESSES = ['address', 'url', 'vaultUrl', 'vault_url'];

/** What is no text of the wanted type, and so was put in quotes. */
const IN_QUOTES: Readonly<Record<string, RegExp>> = { number: /^-?\d+(\.\d+)?$/, boolean: /^(true|false)$/i };

function expected(type: string): string {
  if (type.endsWith('[]')) {
    const element = type.slice(0, -2);
    return `a list of ${element.startsWith('#') ? shortName(element) : element === 'string' ? 'strings' : 'objects'}`;
  }
  if (type.startsWith('{')) {
    return 'an object of names and values';
  }
  if (type.startsWith('#')) {
    const name = shortName(type);
    return `${article(name)} ${name}`;
  }
  switch (type) {
    case 'any':
      return 'a value';
    case 'boolean':
      return sample('true or false', 'True or False');
    case 'method':
    case 'string':
    case 'number':
      return `a ${type}`;
    default:
      return structText(type);
  }
}

function structText(type: string): string {
  const names = OWN_STRUCTS[type]?.match(/\w+(?=\??:)/g) ?? [];
  return names.length === 0 || names.length > 9 ? 'an object of options' : `an object with ${listed(names.map(apiName))}`;
}

/** On a command line quotes do not help, as "projen new" makes a number of what looks like one; and false is that of `--no-example-dag`. */
function fixOfFlag(name: string, { type }: Wanted, value: unknown): string | undefined {
  if (process.env.PROJEN_CREATE_PROJECT !== 'true' || !process.argv.includes('new')) {
    return undefined;
  }
  if (value === false) {
    return `It cannot be switched off by a flag. Omit the flag, and remove ${name} from the rc file afterwards.`;
  }
  if (type !== 'string' || typeof value !== 'number') {
    return undefined;
  }
  const fix = name === 'runtimeVersion' ? 'Give the full version, for example --runtime-version 3.1-12' : `Give a value with another character, or set ${name} in the rc file afterwards`;
  return `"projen new" turns digits into a number. ${fix}.`;
}

function fixOf({ type, isOptional, isVariadic }: Wanted, value: unknown): string {
  const element = type.endsWith('[]') ? type.slice(0, -2) : undefined;
  const script = EXAMPLES[shortName(element ?? type)];
  const example = script && apiName(script);
  if (typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value))) {
    return `It is the class: give it an instance${example === undefined ? '' : `, for example ${example}`}.`;
  }
  if (typeof value === 'function') {
    return `Call it, with "()" after ${value.name === '' ? 'it' : value.name}.`;
  }
  if (value instanceof Promise) {
    return 'Write "await" before it.';
  }
  if (isOptional && (value === null || value === false)) {
    return 'Omit it instead.';
  }
  if (example !== undefined) {
    return `Write ${element === undefined ? example : `[${example}]`}, for example.`;
  }
  if (isVariadic === true && Array.isArray(value)) {
    return `Give it one string, or write "${sample('...', '*')}" before a list of arguments.`;
  }
  // An option of which one is a text has no value "true".
  if (type === 'string' && (typeof value === 'number' || (typeof value === 'boolean' && !isOptional))) {
    return 'Put it in quotes.';
  }
  if (typeof value === 'string' && IN_QUOTES[type]?.test(value.trim()) === true) {
    return 'Remove the quotes.';
  }
  const struct = OWN_STRUCTS[type];
  if (struct !== undefined && value === true && !/\w:/.test(struct)) {
    return `Write ${sample('{}', `${type}()`)} for the defaults.`;
  }
  if (struct !== undefined) {
    return value instanceof Object ? 'Give it such an object.' : 'Write such an object, with the name of the option before the value.';
  }
  return `Give it ${expected(type)}${type.startsWith('#constructs.') ? ', such as the project' : ''}.`;
}

function nameOf(value: unknown): string {
  if (value === null || typeof value === 'boolean') {
    return sample(String(value), value === null ? 'None' : value ? 'True' : 'False');
  }
  if (typeof value !== 'object') {
    return `a ${typeof value}`;
  }
  const name = Object.getPrototypeOf(value)?.constructor.name ?? 'Object';
  return Array.isArray(value) ? 'a list' : name === 'Object' ? 'an object' : `${article(name)} ${name}`;
}

function article(name: string): string {
  return /^[AEIO]/.test(name) ? 'an' : 'a';
}

function shortName(type: string): string {
  return type.slice(Math.max(type.lastIndexOf('.'), type.indexOf('#')) + 1);
}
