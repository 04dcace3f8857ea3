// The module itself: a namespace import would be a copy, whose functions nobody else calls.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import childProcess = require('node:child_process');
import Module from 'node:module';

type AnyFunction = (...args: any[]) => any;

/** What a child process is started with, as far as a run changes it. */
export interface ChildStart {
  /** As Node takes it: a word, or one entry for each file descriptor. */
  readonly stdio: unknown;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Changes what every child process is started with.
 *
 * @returns the children that this process does not wait for, running or ended
 */
export function onChild(change: (start: ChildStart) => ChildStart): ReadonlySet<childProcess.ChildProcess> {
  const children = new Set<childProcess.ChildProcess>();
  // Whatever starts a child that is not waited for ends here, forms that a promise wraps among them.
  const prototype = childProcess.ChildProcess.prototype as unknown as { spawn: AnyFunction };
  const { spawn } = prototype;
  prototype.spawn = function (this: childProcess.ChildProcess, options) {
    children.add(this);
    const { stdio, env } = change({ stdio: options.stdio, env: fromPairs(options.envPairs as string[]) });
    return spawn.call(this, { ...options, stdio, envPairs: Object.entries(env).map((pair) => pair.join('=')) }) as unknown;
  };
  const functions = childProcess as unknown as Record<string, AnyFunction>;
  for (const name of ['execFileSync', 'execSync', 'spawnSync']) {
    const original = functions[name];
    functions[name] = (...args) => {
      const { stdio, env } = change({ stdio: args.find(isOptions)?.stdio, env: args.find(isOptions)?.env ?? process.env });
      return original(...args.map((arg) => (isOptions(arg) ? { ...arg, stdio, env } : arg))) as unknown;
    };
  }
  Module.syncBuiltinESMExports();
  return children;
}

/**
 * Sends what this process prints to the error output, so that the standard output carries the report alone.
 *
 * @param fs the module, whose functions that can write to an open file are replaced
 */
export function printToStderr(fs: Record<string, any>): void {
  Object.defineProperty(process, 'stdout', { configurable: true, get: () => process.stderr });
  for (const name of ['write', 'writeSync', 'writev', 'writevSync', 'writeFile', 'writeFileSync', 'appendFile', 'appendFileSync']) {
    const original = fs[name] as AnyFunction;
    fs[name] = Object.assign((file: unknown, ...rest: unknown[]): unknown => original(file === 1 ? 2 : file, ...rest), original);
  }
  Module.syncBuiltinESMExports();
}

/** Where a child's output goes to this process's error output instead of its standard output. */
export function toStderr(stdio: unknown): unknown {
  if (stdio === 'inherit') {
    return ['inherit', 2, 'inherit'];
  }
  return Array.isArray(stdio) ? stdio.map((target: unknown, index) => ((target === 'inherit' && index === 1) || target === 1 ? 2 : target)) : stdio;
}

function isOptions(arg: unknown): arg is { readonly stdio?: unknown; readonly env?: NodeJS.ProcessEnv } {
  return typeof arg === 'object' && arg !== null && !Array.isArray(arg);
}

/** Names of Windows's own begin with a `=`. */
function fromPairs(pairs: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=', 1)), pair.slice(pair.indexOf('=', 1) + 1)]));
}
