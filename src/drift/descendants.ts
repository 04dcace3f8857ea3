import Module from 'node:module';
import * as path from 'node:path';
// The module itself: a namespace import would be a copy, whose members nobody else uses.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import workerThreads = require('node:worker_threads');
import { ORDER, type Order } from './check-variable';
import { onChild } from './child-processes';

const HOOK = path.join(__dirname, 'hook.js');

/** Node's own option to load the hook first. */
const OPTION = `--require "${HOOK.replace(/["\\]/g, '\\$&')}"`;

/**
 * Sees to it that every Node process and every thread that this process starts is checked like itself.
 *
 * @param before called before one is started
 */
export function redirectDescendants(order: Order, before: () => void = () => undefined): void {
  const checked = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
    ...env,
    // Behind what the user has there.
    NODE_OPTIONS: env.NODE_OPTIONS?.includes(OPTION) === true ? env.NODE_OPTIONS : [env.NODE_OPTIONS, OPTION].filter(Boolean).join(' '),
    [ORDER]: JSON.stringify(order),
  });
  onChild(({ stdio, env }) => {
    before();
    return { stdio, env: checked(env) };
  });

  class CheckedWorker extends workerThreads.Worker {
    public constructor(file: string | URL, options: workerThreads.WorkerOptions = {}) {
      before();
      const { env, execArgv = process.execArgv } = options;
      super(file, { ...options, execArgv: [...execArgv, '--require', HOOK], env: typeof env === 'object' ? checked(env) : env });
    }
  }
  Object.assign(workerThreads, { Worker: CheckedWorker });
  Object.assign(process.env, checked(process.env));
  Module.syncBuiltinESMExports();
}
