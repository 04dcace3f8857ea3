/*
 * Loaded before everything else (`--require`) in each Node process of a drift check. From here on nothing below the
 * project is written: the rc file runs as ever, and what it would write is compared with what is on the disk.
 */
// The module itself: a namespace import would be a copy, whose functions nobody else calls.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import fs = require('node:fs');
import Module from 'node:module';
import { collect } from './collect';
import { disk, keepReal } from './disk';
import { ORDER, type Order } from './order';
import { Overlay } from './overlay';
import { patchFs } from './patched-fs';

/** As much of projen's `Project` as the hook meets. */
interface ProjectLike {
  readonly outdir: string;
  readonly root: ProjectLike;
  readonly node: { findAll(): unknown[] };
}

type ProjectClass = { prototype: Record<'synth' | 'tryFindFile', (this: ProjectLike, ...args: unknown[]) => unknown> };

const order = process.env[ORDER];
if (order !== undefined) {
  install(JSON.parse(order) as Order);
}

function install({ directory, result }: Order): void {
  const real = keepReal(fs);
  const below = disk(real);
  const overlay = new Overlay(below);
  overlay.cover(directory);
  patchFs(fs, overlay, real);
  Module.syncBuiltinESMExports();

  const roots = new Set<ProjectLike>();
  let depth = 0;
  const patch = ({ prototype }: ProjectClass): void => {
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
        const components = [...roots].flatMap((root) => root.node.findAll());
        real.fs.writeFileSync(result, JSON.stringify(collect(overlay, below, components, directory)));
      }
    };
  };
  onLoad(patch);
}

/** Calls back once for each `Project` class of projen that the process loads. */
function onLoad(found: (project: ProjectClass) => void): void {
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
