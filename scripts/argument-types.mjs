// Writes the arguments of each public call to src/arguments, from the jsii assemblies of this package and of projen. `npx projen compile` runs it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const OWN = 'projen-astro-airflow.';
const HEAD = '/* Written by scripts/argument-types.mjs from the jsii assemblies; change the types, not this file. */\n';

const own = assemblyIn(ROOT);
const types = { ...own.types, ...assemblyIn(path.join(ROOT, 'node_modules/projen')).types, ...assemblyIn(path.join(ROOT, 'node_modules/constructs')).types };
const structs = new Map();

const calls = sorted(Object.values(own.types).filter(({ kind }) => kind === 'class').flatMap(callsOf));
Object.values(own.types).filter(isStruct).forEach(({ fqn }) => visit(fqn));

const all = sorted([...structs]);
const isOwn = ([name]) => types[OWN + name] !== undefined;
const bases = all.filter(isOwn).flatMap(([name]) => ancestors(OWN + name).filter((fqn) => !fqn.startsWith(OWN)).slice(0, 1).map((fqn) => [name, fqn]));
const abstractClasses = Object.values(own.types).filter(({ kind, abstract }) => kind === 'class' && abstract);
const implemented = sorted(abstractClasses.map(({ name, properties = [], methods = [] }) => [name, toImplement([...properties, ...methods])]));
const examples = sorted(abstractClasses.flatMap(exampleOf));

const written = [
  write('own-types.ts', [
    table('CALLS', 'The parameters of each public constructor and method.', calls),
    table('OWN_STRUCTS', 'The options that each struct of this package has, with those that it inherits.', all.filter(isOwn)),
    table('BASES', 'The struct of projen that a struct of this package extends.', bases),
    table('IMPLEMENTED', 'What a class that extends an abstract one has to have.', implemented),
    table('EXAMPLES', 'A call that makes an instance of an abstract class.', examples),
  ]),
  write('projen-types.ts', [table('PROJEN_STRUCTS', 'The options that each struct of projen has, of those that a call of this package takes.', all.filter((entry) => !isOwn(entry)))]),
];
if (written.includes(true)) {
  console.log('src/arguments is written anew, so the code is compiled once more.');
  process.exitCode = spawnSync(process.execPath, ['node_modules/jsii/bin/jsii', '--silence-warnings=reserved-word'], { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

function assemblyIn(directory) {
  const file = JSON.parse(fs.readFileSync(path.join(directory, '.jsii'), 'utf-8'));
  return file.schema === 'jsii/file-redirect' ? JSON.parse(zlib.gunzipSync(fs.readFileSync(path.join(directory, file.filename)))) : file;
}

function callsOf({ name, initializer, methods = [] }) {
  const named = [...(initializer?.parameters ? [[name, initializer]] : []), ...methods.map((method) => [`${name}.${method.name}`, method])];
  return named.filter(([, { parameters, protected: isProtected }]) => parameters && !isProtected).map(([call, { parameters }]) => [call, parameters.map(described).join(' ')]);
}

function toImplement(members) {
  return members.filter(({ abstract }) => abstract).map((member) => (member.type === undefined ? `${member.name}:method` : described(member))).join(' ');
}

function visit(fqn) {
  const name = shortName(fqn);
  if (!structs.has(name)) {
    structs.set(name, undefined);
    const properties = [fqn, ...ancestors(fqn)].flatMap((one) => types[one].properties ?? []);
    structs.set(name, [...new Map(properties.map((property) => [property.name, described(property)])).values()].sort().join(' '));
  }
}

function ancestors(fqn) {
  return (types[fqn].interfaces ?? []).flatMap((one) => [one, ...ancestors(one)]);
}

function described({ name, optional, variadic, type }) {
  return `${variadic ? '...' : ''}${name}${optional ? '?' : ''}:${typeName(type)}`;
}

/** As in TypeScript; `{X}` is a map of X, `#X` an instance of a class. */
function typeName({ primitive, collection, union, fqn }) {
  if (primitive !== undefined) {
    return ['string', 'number', 'boolean'].includes(primitive) ? primitive : 'any';
  }
  if (collection !== undefined) {
    const element = typeName(collection.elementtype);
    return collection.kind === 'array' ? `${element}[]` : `{${element}}`;
  }
  if (union !== undefined) {
    // A value that matches none of several types could be one of a newer type.
    return 'any';
  }
  if (isStruct(types[fqn])) {
    visit(fqn);
    return shortName(fqn);
  }
  const isConstruct = types[fqn].kind === 'class' || fqn === 'constructs.IConstruct';
  return isConstruct ? `#${shortName(fqn)}` : 'any';
}

function isStruct({ kind, datatype }) {
  return kind === 'interface' && datatype === true;
}

function exampleOf({ fqn, name }) {
  const factories = Object.values(own.types)
    .filter(({ base }) => base === fqn)
    .flatMap((subclass) => (subclass.methods ?? []).filter((method) => method.static).map((method) => ({ call: `${subclass.name}.${method.name}()`, line: method.locationInModule.line })));
  // Of several classes the first by name; most people want the one that comes first in its source file.
  return factories.sort((one, other) => compared(classOf(one), classOf(other)) || one.line - other.line).slice(0, 1).map(({ call }) => [name, call]);
}

function classOf({ call }) {
  return call.split('.')[0];
}

function compared(one, other) {
  return one < other ? -1 : Number(one > other);
}

function shortName(fqn) {
  return fqn.startsWith(OWN) ? fqn.slice(OWN.length) : fqn;
}

function sorted(entries) {
  return entries.sort(([one], [other]) => (one < other ? -1 : 1));
}

function table(name, doc, entries) {
  // The linter's rule: quotes for all keys, or for none.
  const key = entries.some(([one]) => /\W/.test(one)) ? (one) => `'${one}'` : (one) => one;
  return `/** ${doc} */\nexport const ${name}: Readonly<Record<string, string>> = {\n${entries.map(([one, text]) => `  ${key(one)}: '${text}',\n`).join('')}};\n`;
}

function write(name, tables) {
  const file = path.join(ROOT, 'src/arguments', name);
  const text = [HEAD, ...tables].join('\n');
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf-8') === text) {
    return false;
  }
  fs.writeFileSync(file, text);
  return true;
}
