import { BASES, CALLS, IMPLEMENTED, OWN_STRUCTS } from './own-types';
import { apiName } from '../text/api-name';

/* What most rc files do not need. */
const refusals = () => require('./refusals') as typeof import('./refusals');
const projenStructs = () => (require('./projen-types') as typeof import('./projen-types')).PROJEN_STRUCTS;

/** A parameter of a call, or an option of a struct. */
interface Field {
  readonly name: string;
  /** `string`, `number`, `boolean`, `any`, `method`, `X[]`, `{X}` for a map, `#X` for an instance of a class, or the name of a struct. */
  readonly type: string;
  readonly isOptional: boolean;
  readonly isVariadic: boolean;
}

type WantedField = Pick<Field, 'type' | 'isOptional'> & Partial<Field>;

interface Context {
  /** The call as the user writes it: `AwsCredentials.mounted()`. Only an error needs it. */
  readonly call: () => string;
  /** Whether the outermost options are those of a derived class, which may have additional names. */
  readonly isDerived: boolean;
}

/**
 * Checks the arguments of a public call, for rc files that run without a type check: in JavaScript, and by tsx.
 *
 * @param name a key of `CALLS`
 * @param args all arguments, also superfluous ones
 * @param derived the name of the derived class whose constructor this is: its options may have additional names, but no misspelling of a name
 * of this package
 * @throws AstroAirflowError that names the option, and the right one
 */
export function checkCall(name: string, args: ArrayLike<unknown>, derived?: string): void {
  const parameters = fieldsOf(CALLS[name]);
  const context: Context = { call: () => derived || callText(name, parameters, args[0]), isDerived: derived !== undefined };
  const last = parameters[parameters.length - 1];
  if (args.length > parameters.length && !last.isVariadic && !isOfArrayMethod(args, parameters.length)) {
    throw refusals().tooMany(context.call(), args.length, parameters.map((parameter) => apiName(parameter.name)));
  }
  for (let index = 0; index < (last.isVariadic ? Math.max(args.length, parameters.length) : parameters.length); index++) {
    const parameter = parameters[index] ?? last;
    if (index < args.length || !parameter.isVariadic) {
      // The user knows the names of the options, but not the parameter "options" itself.
      checkField(context, parameter, args[index], apiName(parameter.name), '');
    }
  }
}

/**
 * Checks the members of an instance of the user's own class.
 *
 * @param name the abstract class: a key of `IMPLEMENTED`
 * @throws AstroAirflowError as `checkCall`
 */
export function checkImplemented(name: string, instance: object): void {
  const context: Context = { call: () => instance.constructor.name, isDerived: true };
  fieldsOf(IMPLEMENTED[name]).forEach((field) => checkField(context, field, (instance as Record<string, unknown>)[field.name], apiName(field.name)));
}

/**
 * Checks the return value of a method of the user's own class.
 *
 * @param call the method as the user writes it: `VaultAgent.declarations()`
 * @throws AstroAirflowError as `checkCall`
 */
export function checkReturned(call: string, struct: string, value: unknown): void {
  checkValue({ call: () => call, isDerived: false }, { type: struct, isOptional: false }, value, 'what it returns', '');
}

/**
 * @param name what an error calls it
 * @param inner how the names of its members begin
 */
function checkField(context: Context, field: WantedField, value: unknown, name: string, inner: string = `${name}.`): void {
  if (value !== undefined) {
    checkValue(context, field, value, name, inner);
  } else if (!field.isOptional) {
    throw refusals().missing(context.call(), name, field.type);
  }
}

function checkValue(context: Context, field: WantedField, value: unknown, name: string, inner: string): void {
  const { type } = field;
  if (!isOf(type, value)) {
    const isElement = type.endsWith('[]') && isOf(type.slice(0, -2), value);
    const isInList = Array.isArray(value) && value.length === 1 && isOf(type, value[0]);
    throw refusals().wrongType(context.call(), name, field, value, isElement ? 'element' : isInList ? 'list of one' : undefined);
  }
  if (type.endsWith('[]')) {
    const element = { type: type.slice(0, -2), isOptional: false };
    // A hole is an element, too.
    Array.from(value as unknown[]).forEach((one, index) => checkField(context, element, one, `${name}[${index}]`));
  } else if (type.startsWith('{')) {
    const member = { type: type.slice(1, -1), isOptional: type === '{any}' };
    Object.entries(value as object).forEach(([key, one]) => checkField(context, member, one, `${name}.${key}`));
  } else {
    checkStruct(context, type, value as Record<string, unknown>, inner);
  }
}

function checkStruct(context: Context, struct: string, value: Record<string, unknown>, prefix: string): void {
  const text = OWN_STRUCTS[struct] ?? (struct.startsWith('projen.') ? projenStructs()[struct] : undefined);
  if (text === undefined) {
    return;
  }
  const fields = fieldsOf(text);
  const names = fields.map(({ name }) => name);
  // "projen new" passes its own data in an option whose name starts with underscores.
  const unknown = Object.keys(value).filter((key) => value[key] !== undefined && !names.includes(key) && !key.startsWith('__'));
  // First, because a missing name can be a misspelled one.
  if (unknown.length > 0) {
    checkNames(context, struct, unknown, names, prefix);
  }
  for (const field of fields) {
    checkField(context, field, value[field.name], prefix + apiName(field.name));
  }
}

/** @param unknown names that are not in the table */
function checkNames(context: Context, struct: string, unknown: readonly string[], names: readonly string[], prefix: string): void {
  const mayHaveMore = context.isDerived && prefix === '';
  const suspected = mayHaveMore ? unknown.filter((key) => isMisspelled(key, names)) : unknown;
  if (suspected.length > 0) {
    const wrong = suspected.filter((key) => !installedNames(struct).includes(key));
    if (wrong.length > 0) {
      throw refusals().unknownOptions(context.call(), prefix, wrong, names);
    }
  }
}

function isMisspelled(key: string, names: readonly string[]): boolean {
  const { misspelled } = require('../text/nearest') as typeof import('../text/nearest');
  return misspelled(key, names) !== undefined;
}

/** Options of the installed projen, which can be newer than the one that this package was built with. */
function installedNames(struct: string): readonly string[] {
  const fqn = BASES[struct] ?? (struct.startsWith('projen.') ? struct : undefined);
  return fqn === undefined ? [] : (require('./installed-projen') as typeof import('./installed-projen')).installedNames(fqn);
}

/** `tags.map(AstroRuntime.parse)` also passes the index and the list. */
function isOfArrayMethod(args: ArrayLike<unknown>, taken: number): boolean {
  return taken === 1 && args.length === 3 && typeof args[1] === 'number' && Array.isArray(args[2]);
}

/** `LocalAirflow`, `AwsCredentials.mounted()`, `LocalAirflow.addEnvironment("LOG_LEVEL")`. */
function callText(name: string, parameters: readonly Field[], first: unknown): string {
  const isNamed = parameters[0].name === 'name' && typeof first === 'string' && /^[\w.-]{1,60}$/.test(first);
  return name.includes('.') ? `${apiName(name)}(${isNamed ? `"${first}"` : ''})` : name;
}

const parsed = new Map<string, readonly Field[]>();

/** The fields in a text of the generated tables: `source:string readOnly?:boolean`. */
function fieldsOf(text: string): readonly Field[] {
  let fields = parsed.get(text);
  if (fields === undefined) {
    fields = text.split(' ').map((one) => {
      const colon = one.indexOf(':');
      const isVariadic = one.startsWith('...');
      const isOptional = one[colon - 1] === '?';
      return { name: one.slice(isVariadic ? 3 : 0, isOptional ? colon - 1 : colon), type: one.slice(colon + 1), isOptional, isVariadic };
    });
    parsed.set(text, fields);
  }
  return fields;
}

/** Whether a value is of a type of the generated tables. Its members are not checked. */
function isOf(type: string, value: unknown): boolean {
  if (type.endsWith('[]')) {
    return Array.isArray(value);
  }
  if (type.startsWith('#')) {
    return isInstance(value, type);
  }
  switch (type) {
    case 'any':
      return true;
    case 'method':
      return typeof value === 'function';
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type;
    default:
      return isObject(value);
  }
}

/**
 * Checks the call of a private constructor, for a class with static factories: JavaScript does not refuse the call.
 *
 * @param factory one of these methods
 * @param args the arguments of the constructor
 * @param least how many each factory gives; with fewer, as with options alone, the user has called it
 * @throws AstroAirflowError if there are fewer
 */
export function checkMadeBy(factory: string, args: IArguments, least: number = 1): void {
  if (args.length < least) {
    throw refusals().notConstructed(factory);
  }
}

/** An instance is recognized by the name of its class, so that one from a second copy of the package works, too. */
function isInstance(value: unknown, type: string): boolean {
  if (!isObject(value) || Object.getPrototypeOf(value) === Object.prototype) {
    return false;
  }
  // Classes of other packages may be renamed in a newer version, but each construct has a node.
  return type.includes('.') ? !type.startsWith('#constructs.') || 'node' in value : classNames(value).includes(type.slice(1));
}

/** The names of an object's class and of those that it extends. */
function classNames(value: object): string[] {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null ? [] : [prototype.constructor?.name ?? '', ...classNames(prototype)];
}

function isObject(value: unknown): value is object {
  // A Map, a Date or a promise has no options.
  return Object.prototype.toString.call(value) === '[object Object]';
}
