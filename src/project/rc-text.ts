import type { RcLanguage } from './rc-language';
import { pythonString } from '../text/python-literal';
import { snakeCase } from '../text/snake-case';

/** A value of an option, as the command line of `projen new` gives it. */
export type SimpleValue = string | number | boolean | readonly string[];

/** Lines of files that the user had before, which an rc file keeps. */
export interface KeptLines {
  /** Of ignore files, by the file that keeps them. */
  readonly patterns: ReadonlyArray<{ readonly owner: 'gitignore' | 'dockerignore'; readonly lines: readonly string[] }>;
  /** Of `.gitattributes`: pattern and attributes. */
  readonly attributes: ReadonlyArray<readonly string[]>;
}

/** An expression, and what is imported for it: `javascript.NpmAccess.PUBLIC` needs `javascript` of `projen`. */
export interface Imported {
  readonly module: string;
  readonly name: string;
  readonly text: string;
}

/** What a new rc file declares of a cloud, as expressions. */
export interface CloudExpressions {
  /** Names that the expressions use, of the module that has the class of the project. */
  readonly imports: readonly string[];
  readonly script: { readonly credentials?: string; readonly secretsBackend: string };
  readonly python: { readonly credentials?: string; readonly secretsBackend: string };
}

/** What a new rc file says. */
export interface RcParts extends KeptLines {
  readonly language: RcLanguage;
  /** The class of the project. */
  readonly type: Imported;
  /** The options that it is given, in their order, by their names in TypeScript. */
  readonly options: Readonly<Record<string, SimpleValue | Imported>>;
  /** Undefined for a class that has its own. */
  readonly cloud?: CloudExpressions;
}

/** The text of the rc file of a new project: the lines that a person would write. */
export function rcText(parts: RcParts): string {
  return parts.language === 'Python' ? python(parts) : script(parts);
}

function script({ language, type, options, cloud, patterns, attributes }: RcParts): string {
  const imports = importsOf(type, options, cloud?.imports ?? []).map(([module, names]) =>
    language === 'TypeScript' ? `import { ${names.join(', ')} } from ${scriptString(module)};` : `const { ${names.join(', ')} } = require(${scriptString(module)});`,
  );
  return [
    ...imports,
    '',
    `const project = new ${type.text}({`,
    ...Object.entries(options).map(([key, value]) => `  ${key}: ${scriptValue(value)},`),
    ...(cloud?.script.credentials === undefined ? [] : [`  credentials: [${cloud.script.credentials}],`]),
    ...(cloud === undefined ? [] : [`  secretsBackend: ${cloud.script.secretsBackend},`, '  exampleDag: {},']),
    '});',
    ...patterns.map(({ owner, lines }) => `project.${owner}.addPatterns(${lines.map(scriptString).join(', ')});`),
    ...attributes.map((words) => `project.gitattributes.addAttributes(${words.map(scriptString).join(', ')});`),
    '',
    'project.synth();',
    '',
  ].join('\n');
}

function python({ type, options, cloud, patterns, attributes }: RcParts): string {
  const imports = importsOf(type, options, cloud === undefined ? [] : [...cloud.imports, 'ExampleDagOptions']);
  return [
    ...imports.map(([module, names]) => `from ${module} import ${names.join(', ')}`),
    '',
    `project = ${type.text}(`,
    ...Object.entries(options).map(([key, value]) => `    ${snakeCase(key)}=${pythonValue(value)},`),
    ...(cloud?.python.credentials === undefined ? [] : [`    credentials=[${cloud.python.credentials}],`]),
    ...(cloud === undefined ? [] : [`    secrets_backend=${cloud.python.secretsBackend},`, '    example_dag=ExampleDagOptions(),']),
    ')',
    ...patterns.map(({ owner, lines }) => `project.${owner}.add_patterns(${lines.map(pythonString).join(', ')})`),
    ...attributes.map((words) => `project.gitattributes.add_attributes(${words.map(pythonString).join(', ')})`),
    '',
    'project.synth()',
    '',
  ].join('\n');
}

/** What is imported from each module, the class of the project first. */
function importsOf(type: Imported, options: RcParts['options'], more: readonly string[]): Array<[module: string, names: string[]]> {
  const needed = [type, ...more.map((name) => ({ module: type.module, name })), ...Object.values(options).filter(isImported)];
  const modules = [...new Set(needed.map(({ module }) => module))];
  return modules.map((module) => [module, [...new Set(needed.filter((one) => one.module === module).map(({ name }) => name))]]);
}

function isImported(value: SimpleValue | Imported): value is Imported {
  return typeof value === 'object' && 'module' in value;
}

function scriptValue(value: SimpleValue | Imported): string {
  return isImported(value) ? value.text : typeof value === 'string' ? scriptString(value) : Array.isArray(value) ? `[${value.map(scriptString).join(', ')}]` : String(value);
}

function scriptString(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function pythonValue(value: SimpleValue | Imported): string {
  if (isImported(value)) {
    return value.text;
  }
  switch (typeof value) {
    case 'string':
      return pythonString(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return String(value);
    default:
      return `[${value.map(pythonString).join(', ')}]`;
  }
}
