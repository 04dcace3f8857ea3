import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** One step of a task, as `.projen/tasks.json` has it. */
export interface Step {
  readonly exec?: string;
  readonly execArgs?: readonly string[];
  readonly shell?: unknown;
  readonly env?: Readonly<Record<string, string>>;
}

/** A Node program that is part of a project. */
export interface NodeProgram {
  /** What Node runs: absolute. With `tsx`, the TypeScript file. */
  readonly script: string;
  readonly args: readonly string[];
  /** Where tsx is, and its own flags, if it is what runs the script. */
  readonly tsx?: { readonly directory: string; readonly tsconfig?: string };
  /** Whether a shell script starts it, with more folders for modules than Node has. */
  readonly isFromShell?: boolean;
}

/** pnpm writes a shell script for each program. */
const SHELL_SCRIPT = /^#!\/bin\/sh\n[^]*\n\s*exec node +"\$basedir\/([^"]+)" "\$@"/m;

/** What `--import` loads where it is tsx: the package, or the file by which an `AstroProject` loads it. */
const LOADERS_OF_TSX = ['tsx', './.projen/tsx.mjs'];

/** The Node program that a step runs; undefined if it is something else. */
export function nodeProgram(step: Step, directory: string): NodeProgram | undefined {
  const [program, ...args] = wordsOf(step);
  if (program === undefined || hasPlugAndPlay(directory)) {
    return undefined;
  }
  if (program === 'node' && args[0] === '--import' && LOADERS_OF_TSX.includes(args[1])) {
    const tsx = packageOf('tsx', directory);
    return tsx === undefined ? undefined : underTsx(tsx, args.slice(2), directory);
  }
  if (program === 'node') {
    return args.length === 0 || args[0].startsWith('-') ? undefined : { script: path.resolve(directory, args[0]), args: args.slice(1) };
  }
  const found = binFolders(directory).map((folder) => nodeScript(path.join(folder, program))).find((one) => one !== undefined);
  const [, tsx] = /^(.*[\\/]tsx)[\\/]dist[\\/]cli\.mjs$/.exec(found?.real ?? '') ?? [];
  return found && (tsx === undefined ? { script: found.script, args, isFromShell: found.isFromShell } : underTsx(tsx, args, directory));
}

/**
 * A file of a package that a project has, or this package beside it: absolute. Where jsii keeps packages unpacked, this one is a link to a
 * folder that has no projen above it; the command was called by the link.
 *
 * @throws if there is none
 */
export function resolveBeside(request: string, directory: string): string {
  return require.resolve(request, { paths: [directory, path.dirname(process.argv[1] ?? __filename), __dirname] });
}

/** The folder of a package that a project has installed. */
function packageOf(name: string, directory: string): string | undefined {
  try {
    return path.dirname(createRequire(path.join(directory, 'package.json')).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** tsx starts Node a second time, with itself as a loader. This process can be that second one. */
function underTsx(tsx: string, args: readonly string[], directory: string): NodeProgram | undefined {
  const [flag, value, ...rest] = args;
  const [tsconfig, [script, ...more]] = flag === '--tsconfig' ? [value, rest] : [undefined, args];
  return script === undefined || script.startsWith('-') ? undefined : { script: path.resolve(directory, script), args: more, tsx: { directory: tsx, tsconfig } };
}

/**
 * The words of a step's command, without an `npx` that would find the project's own program. Empty if a shell would do
 * more with the command than cut it at its blanks.
 */
function wordsOf({ exec, execArgs, shell }: Step): readonly string[] {
  const words = execArgs ?? (exec !== undefined && /^[\w@./:=\\ -]+$/.test(exec) ? exec.trim().split(/ +/) : []);
  if (Array.isArray(shell)) {
    const [program, ...flags] = shell as string[];
    return program === 'npx' && flags.at(-1) === '-c' && /^(-y )?-p [\w@./-]+ -c$/.test(flags.join(' ')) ? words : [];
  }
  const [first, ...rest] = words;
  return first === 'npx' ? rest.slice(rest.findIndex((word) => word !== '-y' && word !== '--no')) : words;
}

/** The PATH with the programs of a Node project first, as the package managers have it. */
export function programPath(directory: string): string {
  return [...binFolders(directory), process.env.PATH].join(path.delimiter);
}

/** The folders of a Node project's programs, the nearest first, as npm searches them. */
function binFolders(directory: string): string[] {
  const parent = path.dirname(directory);
  return [path.join(directory, 'node_modules', '.bin'), ...(parent === directory ? [] : binFolders(parent))];
}

/** Yarn without `node_modules`: Node programs run only with its loader. */
function hasPlugAndPlay(directory: string): boolean {
  const parent = path.dirname(directory);
  return ['.pnp.cjs', '.pnp.js'].some((name) => fs.existsSync(path.join(directory, name))) || (parent !== directory && hasPlugAndPlay(parent));
}

/** The file that the system would run with Node, if that is what a program is. */
function nodeScript(program: string): { readonly script: string; readonly real: string; readonly isFromShell: boolean } | undefined {
  try {
    const text = fs.readFileSync(program, 'latin1');
    if (/^#!\S*\b(env )?node\b/.test(text.slice(0, 64).split('\n')[0])) {
      return { script: program, real: fs.realpathSync(program), isFromShell: false };
    }
    const [, target] = SHELL_SCRIPT.exec(text) ?? [];
    const real = target === undefined ? undefined : fs.realpathSync(path.join(path.dirname(program), target));
    return real === undefined ? undefined : { script: real, real, isFromShell: true };
  } catch {
    return undefined;
  }
}
