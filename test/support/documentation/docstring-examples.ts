import * as path from 'node:path';
import { compileFunction } from 'node:vm';
import * as projen from 'projen';
import * as ts from 'typescript';
import { exportedNames, ROOT } from './assembly';
import * as airflow from '../../../src';
import { astroTree, tempDir } from '../util';

process.env.PROJEN_DISABLE_POST = 'true';

/** The code after `@example` of a docstring, and the name that it documents. */
export interface Example {
  readonly at: string;
  readonly code: string;
}

/** A value that an example shows in a comment: `runtime.airflowMajor; // 3`. */
const SHOWN = /^([\w.?]+); +\/\/ (.*)$/gm;

/**
 * The errors of the compiler in examples, in the strict mode that users have. An example may use every name of this package and of projen, a
 * `project`, and the `local` of it.
 */
export function compileErrors(examples: readonly Example[]): string[] {
  const files = new Map(examples.map((example, index) => [path.join(ROOT, 'test', `docstring-${index}.ts`), example]));
  const options: ts.CompilerOptions = { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, types: ['node'] };
  const host = ts.createCompilerHost(options);
  const onDisk = { ...host };
  const textOf = (name: string): string | undefined => {
    const example = files.get(path.normalize(name));
    return example === undefined ? undefined : moduleOf(example);
  };
  host.fileExists = (name) => textOf(name) !== undefined || onDisk.fileExists(name);
  host.readFile = (name) => textOf(name) ?? onDisk.readFile(name);
  host.getSourceFile = (name, version) => {
    const text = textOf(name);
    return text === undefined ? onDisk.getSourceFile(name, version) : ts.createSourceFile(name, text, version);
  };
  return ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host)).map(({ file, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    return `${files.get(path.normalize(file?.fileName ?? ''))?.at}: ${text}`;
  });
}

/** The example as a module that imports what it uses, with its names in a block of their own. */
function moduleOf({ code }: Example): string {
  const used = (names: readonly string[]): string => names.filter((name) => new RegExp(`\\b${name}\\b`).test(code)).join(', ');
  const ours = exportedNames();
  return [
    `import { ${used(ours)} } from '../lib';`,
    `import { ${used(Object.keys(projen).filter((name) => !ours.includes(name)))} } from 'projen';`,
    'export function example(project: import(\'projen\').Project, local: import(\'../lib\').LocalAirflow): void {',
    `{ ${code}\n}`,
    '}',
  ].join('\n');
}

/** An example that makes one thing to declare: credentials or a secrets backend. */
const MAKES = /^(?:\w+(?:Credentials|SecretsBackend)\.|new \w+SecretsBackend\()[^]*\)(?=;$)/;
const DERIVES = /^class (\w+) extends CloudCredentials\b[^]*$/;

/**
 * Runs an example in an Astro project, and synthesizes what it declares. Its `local` has an example DAG, or what the example makes.
 *
 * @returns the project's directory
 */
export function run({ code }: Example): string {
  const [outdir, ownOutdir] = [tempDir(), tempDir()];
  astroTree(outdir);
  const project = new projen.Project({ name: 'orders', outdir });
  const declare = (made: airflow.CloudCredentials | airflow.SecretsBackend): void => {
    new airflow.LocalAirflow(project, made instanceof airflow.CloudCredentials ? { credentials: [made] } : { secretsBackend: made });
  };
  const declaring = code.replace(MAKES, 'declare($&)').replace(DERIVES, '$&\ndeclare(new $1());');
  // A directory has one LocalAirflow.
  const hasLocal = declaring !== code || /\bnew LocalAirflow\(/.test(code);
  const local = hasLocal ? undefined : new airflow.LocalAirflow(project, { secretsBackend: new airflow.LocalFilesystemSecretsBackend(), exampleDag: {} });
  const names = { ...projen, ...airflow, project, local, declare, same };
  const checked = declaring.replace(SHOWN, 'same($1, "$2");').replace(/\bnew AstroProject\(\{/, `$& outdir: ${JSON.stringify(ownOutdir)},`);
  (compileFunction(ts.transpile(`{ ${checked}\n}`), Object.keys(names)) as (...values: unknown[]) => void)(...Object.values(names));
  if (checked.includes(ownOutdir)) {
    return ownOutdir;
  }
  project.synth();
  return outdir;
}

function same(got: unknown, shown: string): void {
  expect(Array.isArray(got) ? got.join(', ') : String(got)).toBe(shown);
}
