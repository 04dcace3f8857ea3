// The module itself: a namespace import would be a copy, whose functions nobody else calls.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import childProcess = require('node:child_process');
import Module from 'node:module';

type AnyFunction = (...args: any[]) => any;

/**
 * Sends what this process and its children print to the error output, so that the standard output carries the report
 * alone.
 *
 * @param fs the module, whose functions that can write to an open file are replaced
 * @param beforeChild called before each child process
 * @returns the children that this process does not wait for, running or ended
 */
export function printToStderr(fs: Record<string, any>, beforeChild: () => void): ReadonlySet<childProcess.ChildProcess> {
  Object.defineProperty(process, 'stdout', { configurable: true, get: () => process.stderr });
  for (const name of ['write', 'writeSync', 'writev', 'writevSync', 'writeFile', 'writeFileSync', 'appendFile', 'appendFileSync']) {
    const original = fs[name] as AnyFunction;
    fs[name] = Object.assign((file: unknown, ...rest: unknown[]): unknown => original(file === 1 ? 2 : file, ...rest), original);
  }
  const children = new Set<childProcess.ChildProcess>();
  const functions = childProcess as unknown as Record<string, AnyFunction>;
  for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']) {
    const original = functions[name];
    const standIn = (...args: unknown[]): unknown => {
      beforeChild();
      const all = name === 'fork' && !args.some(isOptions) ? [...args, {}] : args;
      const child = original(...all.map((arg) => (isOptions(arg) ? { ...arg, stdio: elsewhere(arg, name) } : arg))) as unknown;
      if (child instanceof childProcess.ChildProcess) {
        children.add(child);
      }
      return child;
    };
    // What hangs on the function stays: exec is promisified in its own way.
    functions[name] = Object.defineProperties(standIn, Object.getOwnPropertyDescriptors(original));
  }
  Module.syncBuiltinESMExports();
  return children;
}

interface ChildOptions {
  readonly stdio?: unknown;
  readonly silent?: boolean;
}

function isOptions(arg: unknown): arg is ChildOptions {
  return typeof arg === 'object' && arg !== null && !Array.isArray(arg);
}

/** Where a child's output goes: to this process's error output instead of its standard output. */
function elsewhere({ stdio, silent }: ChildOptions, name: string): unknown {
  if (stdio === 'inherit') {
    return ['inherit', 2, 'inherit'];
  }
  if (Array.isArray(stdio)) {
    return stdio.map((target: unknown, index) => ((target === 'inherit' && index === 1) || target === 1 ? 2 : target));
  }
  return name === 'fork' && stdio === undefined && silent !== true ? [0, 2, 2, 'ipc'] : stdio;
}
