import Module from 'node:module';
import path from 'node:path';
import type { Memory } from './memory';
import type { AnyFunction, Leave } from './served-calls';

/** The program and the thread with which esbuild, and so tsx, compiles: they only read their input. */
const ESBUILD = /[\\/]node_modules[\\/](.*[\\/])?(@esbuild|esbuild)[\\/]/;
/** Parts of Node that write files without `fs`, or give access to its internals. */
const NATIVE_WRITERS = /^(node:)?(sqlite|wasi)$/;
const NATIVE_BINDINGS = /^(fs|spawn_sync|process_wrap)$/;
/** Files that can be modules, except those of that kind that every project has. */
const MODULE = /^(?!.*(?:[\\/]\.projen[\\/]|[\\/](?:package|tsconfig[^\\/]*)\.json$)).*\.(?:[cm]?[jt]sx?|json|node|wasm)$/;
const MODULE_ENDING = /\.[cm]?[jt]sx?$/;

/**
 * Ends the attempt to run in memory if the run starts something that does not share this process's memory (a program, a thread, native code),
 * or loads a module that it has changed: Node's own loader reads from the disk.
 *
 * @returns a function for the end of the run: it ends the attempt if an `import()` loaded something that the run had changed
 */
export function guardWaysOut(memory: Memory, leave: Leave): () => void {
  guardPrograms(leave);
  guardThreads(leave);
  guardNativeCode(memory, leave);
  /** Whether the module at a path (as it is, with an extension, or as a directory) differs from the disk. */
  const isChanged = (candidate: string): boolean => {
    const key = memory.keyOf(candidate);
    if (key === undefined) {
      return false;
    }
    const [base, stem] = [path.basename(key), path.basename(key).replace(MODULE_ENDING, '')];
    return [...memory.changedNames(path.dirname(key))].some((name) => name === base || name.startsWith(`${stem}.`)) || isInChangedPackage(key);
  };
  /** Whether the package.json of a module's package differs from the disk: it determines the format of the modules. */
  const isInChangedPackage = (key: string): boolean => {
    const directory = path.dirname(key);
    const file = path.join(directory, 'package.json');
    const isPackage = memory.kind(file) !== undefined || memory.at(file) === 'gone';
    return isPackage ? memory.at(file) !== undefined : directory !== key && memory.keyOf(directory) !== undefined && isInChangedPackage(directory);
  };
  guardRequire(memory, isChanged, leave);
  return watchImports(memory, isChanged, leave);
}

function guardPrograms(leave: Leave): void {
  // The module itself: a namespace import would be a copy, whose functions no other code calls.
  const childProcess = require('node:child_process') as typeof import('node:child_process') as unknown as Record<string, any>;
  for (const name of ['execFileSync', 'execSync', 'spawnSync']) {
    childProcess[name] = (file: unknown) => leave(`${String(file)} is started`);
  }
  // Calls that do not wait end here.
  const prototype = childProcess.ChildProcess.prototype as { spawn: AnyFunction };
  const { spawn } = prototype;
  prototype.spawn = function (this: unknown, options: { readonly file: string; readonly args?: readonly string[] }) {
    const isEsbuild = ESBUILD.test(options.file) && options.args?.some((arg) => arg.startsWith('--service=')) === true;
    return isEsbuild ? (spawn.call(this, options) as unknown) : leave(`${options.file} is started`);
  };
  const self = process as unknown as Record<string, AnyFunction | undefined>;
  const kill = process.kill.bind(process);
  // If the process ends itself in this way, the check ends, too.
  self.kill = (pid, signal) => (pid === process.pid && signal !== 0 ? leave('the process ends itself') : kill(pid as number, signal as NodeJS.Signals));
  self.abort = () => leave('the process ends itself');
  if (self.execve !== undefined) {
    self.execve = (file) => leave(`${String(file)} is started`);
  }
}

function guardThreads(leave: Leave): void {
  const threads = require('node:worker_threads') as typeof import('node:worker_threads');
  class GuardedWorker extends threads.Worker {
    public constructor(file: string | URL, options?: import('node:worker_threads').WorkerOptions) {
      if (!ESBUILD.test(String(file))) {
        leave('a thread is started');
      }
      super(file, options);
    }
  }
  Object.assign(threads, { Worker: GuardedWorker });
  Module.syncBuiltinESMExports();
}

function guardNativeCode(memory: Memory, leave: Leave): void {
  const self = process as unknown as Record<string, any>;
  const { binding, loadEnvFile, getBuiltinModule } = self as Record<string, AnyFunction | undefined>;
  self.binding = (name: unknown) => (NATIVE_BINDINGS.test(String(name)) ? leave(`Node's own ${String(name)} is used`) : binding?.call(process, name));
  self.dlopen = (_: unknown, file: unknown) => leave(`${String(file)} is native code`);
  self.report.writeReport = () => leave('a report of the process is written');
  (require('node:v8') as typeof import('node:v8')).writeHeapSnapshot = () => leave('the heap is written');
  if (loadEnvFile !== undefined) {
    self.loadEnvFile = (file?: unknown) => (memory.isEmpty ? loadEnvFile.call(process, file) : leave('variables are loaded from a file'));
  }
  if (getBuiltinModule !== undefined) {
    self.getBuiltinModule = (name: unknown) => (NATIVE_WRITERS.test(String(name)) ? leave(`${String(name)} writes files in its own way`) : getBuiltinModule.call(process, name));
  }
  const chdir = process.chdir.bind(process);
  process.chdir = (directory) => (memory.at(memory.keyOf(directory) ?? '') === undefined ? chdir(directory) : leave(`${directory} is entered`));
}

function guardRequire(memory: Memory, isChanged: (candidate: string) => boolean, leave: Leave): void {
  const loader = Module as unknown as Record<'_load' | '_resolveFilename', AnyFunction>;
  const { _load: load, _resolveFilename: resolve } = loader;
  // A name that begins with `node:` is never resolved.
  loader._load = function (this: unknown, request: string, parent?: unknown, isMain?: unknown) {
    return NATIVE_WRITERS.test(request) ? leave(`${request} writes files in its own way`) : (load.call(this, request, parent, isMain) as unknown);
  };
  // Called thousands of times, mostly before anything is written.
  loader._resolveFilename = function (this: unknown, request: string, parent?: { readonly filename?: string | null }, isMain?: unknown, options?: unknown) {
    if (!memory.isEmpty && /^\.{0,2}[\\/]|^\.{1,2}$|^[A-Za-z]:/.test(request) && isChanged(path.resolve(path.dirname(parent?.filename ?? ''), request))) {
      leave(`${request} is loaded, which the run has changed`);
    }
    const found = resolve.call(this, request, parent, isMain, options) as string;
    if (!memory.isEmpty && path.isAbsolute(found) && isChanged(found)) {
      leave(`${request} is loaded, which the run has changed`);
    }
    return found;
  };
}

/** The part of a module hook's arguments that is used. */
type Resolve = (specifier: string, context: { readonly parentURL?: string }, next: AnyFunction) => unknown;

/**
 * `import()` does not go through functions that can be replaced, only through hooks of the loader. They cost a thread before
 * Node 22.15, so they are set once the run has changed a file that could be a module.
 */
function watchImports(memory: Memory, isChanged: (candidate: string) => boolean, leave: Leave): () => void {
  const { fileURLToPath } = require('node:url') as typeof import('node:url');
  const see = (url: string): void => {
    if (url.startsWith('file:') && isChanged(fileURLToPath(url))) {
      leave(`${url} is imported, which the run has changed`);
    }
  };
  const { register, registerHooks } = Module as unknown as { register: AnyFunction; registerHooks?: (hooks: { resolve: Resolve }) => void };
  let drain = (): void => undefined;
  memory.onFirstChange(MODULE, () => {
    if (registerHooks !== undefined) {
      registerHooks({
        resolve(specifier, context, next) {
          see(urlOf(specifier, context.parentURL));
          const found = next(specifier, context) as { readonly url: string };
          see(found.url);
          return found;
        },
      });
      return;
    }
    const { MessageChannel, receiveMessageOnPort } = require('node:worker_threads') as typeof import('node:worker_threads');
    const { port1, port2 } = new MessageChannel();
    port1.unref();
    register(`data:text/javascript,${encodeURIComponent(HOOK)}`, { data: port2, transferList: [port2] });
    drain = () => {
      for (let received = receiveMessageOnPort(port1); received !== undefined; received = receiveMessageOnPort(port1)) {
        const { specifier, parentURL } = received.message as { specifier: string; parentURL?: string };
        see(urlOf(specifier, parentURL));
      }
    };
  });
  return () => drain();
}

/** Runs in the thread of the loader, and reports what was imported. */
const HOOK = `let port;
export const initialize = (given) => { port = given; };
export const resolve = async (specifier, { parentURL }, next) => {
  port.postMessage({ specifier, parentURL });
  const found = await next(specifier);
  port.postMessage({ specifier: found.url });
  return found;
};
`;

function urlOf(specifier: string, parent: string | undefined): string {
  try {
    return new URL(specifier, parent).href;
  } catch {
    // The name of a package.
    return '';
  }
}
