import type { RcLanguage } from './rc-language';
import { pythonString } from '../text/python-literal';

/** A value of an option, as the command line of `projen new` gives it. */
export type SimpleValue = string | number | boolean | readonly string[];

/** Lines of files that the user had before, which an rc file keeps. */
export interface KeptLines {
  /** Of ignore files, by the file that keeps them. */
  readonly patterns: ReadonlyArray<{ readonly owner: 'gitignore' | 'dockerignore'; readonly lines: readonly string[] }>;
  /** Of `.gitattributes`: pattern and attributes. */
  readonly attributes: ReadonlyArray<readonly string[]>;
}

/** What a new rc file declares of a cloud, as expressions. */
export interface CloudExpressions {
  readonly credentials: string;
  readonly secretsBackend: string;
}

/** What a new rc file says. */
export interface RcParts extends KeptLines {
  readonly language: RcLanguage;
  readonly name: string;
  readonly runtimeVersion: string;
  /** Names of this package that the expressions use. */
  readonly imports: readonly string[];
  readonly script: CloudExpressions;
  readonly python: CloudExpressions;
  /** Further options that were given, by their names in TypeScript. */
  readonly options: Readonly<Record<string, SimpleValue>>;
}

/** The text of the rc file of a new project: the lines that a person would write. */
export function rcText(parts: RcParts): string {
  return parts.language === 'Python' ? python(parts) : script(parts);
}

function script({ language, name, runtimeVersion, imports, script: expressions, options, patterns, attributes }: RcParts): string {
  const names = ['AstroProject', ...imports].join(', ');
  const from = language === 'TypeScript' ? `import { ${names} } from 'projen-astro-airflow';` : `const { ${names} } = require('projen-astro-airflow');`;
  const given = { name, runtimeVersion, ...options, ...(language === 'JavaScript' && { projenrcJs: true }) };
  return [
    from,
    '',
    'const project = new AstroProject({',
    ...Object.entries(given).map(([key, value]) => `  ${key}: ${scriptValue(value)},`),
    `  credentials: [${expressions.credentials}],`,
    `  secretsBackend: ${expressions.secretsBackend},`,
    '  exampleDag: {},',
    '});',
    ...patterns.map(({ owner, lines }) => `project.${owner}.addPatterns(${lines.map(scriptString).join(', ')});`),
    ...attributes.map((words) => `project.gitattributes.addAttributes(${words.map(scriptString).join(', ')});`),
    '',
    'project.synth();',
    '',
  ].join('\n');
}

function python({ name, runtimeVersion, imports, python: expressions, options, patterns, attributes }: RcParts): string {
  const given = { name, runtimeVersion, ...options };
  return [
    `from projen_astro_airflow import ${['AstroProject', ...imports, 'ExampleDagOptions'].join(', ')}`,
    '',
    'project = AstroProject(',
    ...Object.entries(given).map(([key, value]) => `    ${snake(key)}=${pythonValue(value)},`),
    `    credentials=[${expressions.credentials}],`,
    `    secrets_backend=${expressions.secretsBackend},`,
    '    example_dag=ExampleDagOptions(),',
    ')',
    ...patterns.map(({ owner, lines }) => `project.${owner}.add_patterns(${lines.map(pythonString).join(', ')})`),
    ...attributes.map((words) => `project.gitattributes.add_attributes(${words.map(pythonString).join(', ')})`),
    '',
    'project.synth()',
    '',
  ].join('\n');
}

function scriptValue(value: SimpleValue): string {
  return typeof value === 'string' ? scriptString(value) : Array.isArray(value) ? `[${value.map(scriptString).join(', ')}]` : String(value);
}

function scriptString(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function pythonValue(value: SimpleValue): string {
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

/** As jsii names a property in Python. */
function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
