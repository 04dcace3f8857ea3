import Module from 'node:module';

/** As much of projen's `Project` as a check needs. */
interface ProjectLike {
  readonly outdir: string;
  readonly root: ProjectLike;
  readonly projenCommand?: string;
  readonly node: { findAll(): unknown[] };
}

type ProjectClass = { prototype: Record<'synth' | 'tryFindFile', (this: ProjectLike, ...args: unknown[]) => unknown> };

/** The projects of a run. */
export interface Projects {
  /** Whether projen was loaded, whatever became of that. */
  readonly isProjenLoaded: boolean;
  /** The root projects that were synthesized. */
  readonly roots: ReadonlySet<ProjectLike>;
}

/** What is called back on the way. */
export interface ProjectEvents {
  /** Before the first file of a project is written, and before one of its files is made. */
  readonly beforeFiles: (outdir: string) => void;
  /** After each synth of a root project. */
  readonly afterSynth?: () => void;
}

/** Learns of each project that this process synthesizes, whatever copy of projen made it. To be called before projen is loaded. */
export function watchProjects({ beforeFiles, afterSynth }: ProjectEvents): Projects {
  const roots = new Set<ProjectLike>();
  const projects = { isProjenLoaded: false, roots };
  let depth = 0;
  onProjectClass(({ prototype }) => {
    projects.isProjenLoaded = true;
    const { synth, tryFindFile } = prototype;
    // Every file component asks this before it is made, and so before projen writes anything at construction.
    prototype.tryFindFile = function (...args) {
      beforeFiles(this.outdir);
      return tryFindFile.apply(this, args);
    };
    prototype.synth = function (...args) {
      beforeFiles(this.outdir);
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
  return projects;
}

/** Calls back once for each `Project` class of projen that the process loads. */
function onProjectClass(found: (project: ProjectClass) => void): void {
  const loader = Module as unknown as { _load: (request: string, parent: unknown, isMain: unknown) => unknown };
  const load = loader._load;
  const seen = new Set<ProjectClass>();
  loader._load = function (this: unknown, request, parent, isMain) {
    const exports = load.call(this, request, parent, isMain);
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
