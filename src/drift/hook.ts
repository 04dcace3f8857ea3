/*
 * Loaded before everything else (`--require`) in each Node process of a run in a copy. It changes nothing of the run: it
 * reports what only the constructs know, and keeps a project from writing where no copy is.
 */
import fs from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { COPY, withHook, type CopyOrder, type ProcessFacts } from './copy-order';
import { factsOf } from './facts';
import { messageOf } from './outcome';
import { watchProjects } from './projects';

const order = process.env[COPY];
if (order !== undefined) {
  followChildren();
  tell(JSON.parse(order) as CopyOrder);
}

/** A task can have NODE_OPTIONS of its own, which would keep this file out of the processes that it starts. */
function followChildren(): void {
  const functions = require('node:child_process') as typeof import('node:child_process') as unknown as Record<string, any>;
  for (const name of ['spawn', 'spawnSync']) {
    const original = functions[name] as (...args: any[]) => unknown;
    functions[name] = (...args: any[]) => original(...args.map((arg) => (typeof arg?.env === 'object' ? { ...arg, env: { ...arg.env, NODE_OPTIONS: withHook(arg.env.NODE_OPTIONS) } } : arg)));
  }
}

function tell({ root, facts: folder }: CopyOrder): void {
  let error: string | undefined;
  const write = (): void => {
    if (projects.isProjenLoaded || error !== undefined) {
      const roots = [...projects.roots];
      const facts = factsOf(roots.flatMap((one) => one.node.findAll()), realPath);
      const known: ProcessFacts = { facts, isSynthesized: roots.length > 0, command: roots[0]?.projenCommand, error };
      fs.writeFileSync(path.join(folder, `${process.pid}-${threadId}.json`), JSON.stringify(known));
    }
  };
  const projects = watchProjects({
    beforeFiles(outdir) {
      const relative = path.relative(root, realPath(path.resolve(outdir)));
      if (relative.split(path.sep)[0] === '..' || path.isAbsolute(relative)) {
        throw new Error(`the project in ${outdir} is outside of the repository, where a run in a copy would really write`);
      }
    },
    // A process under the jsii kernel may be ended before its own end comes.
    afterSynth: write,
  });
  process.on('uncaughtExceptionMonitor', (thrown) => (error = messageOf(thrown)));
  process.on('exit', write);
}

/** A path without links in its directory. */
function realPath(absolute: string): string {
  const directory = path.dirname(absolute);
  try {
    return path.join(fs.realpathSync.native(directory), path.basename(absolute));
  } catch {
    return directory === absolute ? absolute : path.join(realPath(directory), path.basename(absolute));
  }
}
