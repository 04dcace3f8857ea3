import Module from 'node:module';
import type { Order } from './check-variable';
import { collect } from './collect';
import { redirectDescendants } from './descendants';
import { disk, keepReal } from './disk';
import type { Findings } from './findings';
import { Overlay } from './overlay';
import { patchFs } from './patched-fs';
import { reason } from '../text/error';

type Fs = typeof import('node:fs');

/** As much of projen's `Project` as a run meets. */
interface ProjectLike {
  readonly outdir: string;
  readonly root: ProjectLike;
  readonly projenCommand?: string;
  readonly node: { findAll(): unknown[] };
}

type ProjectClass = { prototype: Record<'synth' | 'tryFindFile', (this: ProjectLike, ...args: unknown[]) => unknown> };

/** What is called back on the way. */
export interface RedirectEvents {
  /** After each synth of a root project. */
  readonly afterSynth?: () => void;
  /** Before a further process or thread is started. */
  readonly beforeDescendant?: () => void;
}

/** A process in which nothing below the project is written any more. */
export interface Redirected {
  /** The functions of `fs` as Node has them. */
  readonly fs: Fs;
  /** What the process has found so far; undefined if it had nothing to do with the project's files. */
  readonly findings: () => Findings | undefined;
}

/**
 * Keeps this process, and every one that it starts, from writing anything below the project: from here on it is kept in
 * memory, under the real and unchanged synth. Called before projen is loaded.
 *
 * @param fs the module, whose functions are replaced in place
 */
export function redirect(fs: Fs, order: Order, { afterSynth, beforeDescendant }: RedirectEvents): Redirected {
  const real = keepReal(fs);
  const below = disk(real);
  const overlay = new Overlay(below);
  overlay.cover(order.directory);
  patchFs(fs, overlay, real);
  redirectDescendants(order, beforeDescendant);

  const roots = new Set<ProjectLike>();
  let depth = 0;
  onProjectClass(({ prototype }) => {
    const { synth, tryFindFile } = prototype;
    // Every file component asks this before it is made, and so before projen writes anything at construction.
    prototype.tryFindFile = function (...args) {
      overlay.cover(this.outdir);
      return tryFindFile.apply(this, args);
    };
    prototype.synth = function (...args) {
      overlay.cover(this.outdir);
      depth++;
      try {
        synth.apply(this, args);
      } finally {
        depth--;
      }
      if (depth === 0) {
        roots.add(this.root);
        afterSynth?.();
      }
    };
  });

  let error: string | undefined;
  process.on('uncaughtExceptionMonitor', (thrown) => (error = messageOf(thrown)));

  return {
    fs: real.fs,
    findings: () => {
      if (roots.size === 0 && overlay.entries.size === 0 && error === undefined) {
        return undefined;
      }
      const known = { synthesized: roots.size > 0, command: [...roots][0]?.projenCommand, error };
      try {
        const constructs = [...roots].flatMap((root) => root.node.findAll());
        return { ...collect(overlay, below, constructs, order.directory, order.diff), ...known };
      } catch (thrown) {
        return { files: [], inSync: 0, ...known, failure: reason(thrown) };
      }
    },
  };
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Calls back once for each `Project` class of projen that the process loads. */
function onProjectClass(found: (project: ProjectClass) => void): void {
  const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
  const load = loader._load;
  const seen = new Set<ProjectClass>();
  loader._load = function (this: unknown, request, ...rest) {
    const exports = load.call(this, request, ...rest);
    if (/(^|[\\/])project(\.js)?$/.test(request)) {
      const { Project } = exports as { Project?: ProjectClass };
      if (typeof Project?.prototype?.synth === 'function' && typeof Project.prototype.tryFindFile === 'function' && !seen.has(Project)) {
        seen.add(Project);
        found(Project);
      }
    }
    return exports;
  };
}
