import type { IConstruct } from 'constructs';
import { Component } from 'projen/lib/component';
import { FileBase } from 'projen/lib/file';
import type { Project } from 'projen/lib/project';
import { awaitSynth, synthBegins } from './awaited-synth';
import { checkAll } from '../text/error';

/** One of our components, whose checks must run before anything is written. */
export interface Preflighted {
  /**
   * @param owners the file components of the whole tree by absolute path
   */
  _preflight(owners: ReadonlyMap<string, FileBase>): void;

  /** Runs once every component of the tree has handed over what it would write. */
  _preflightHost?(owners: ReadonlyMap<string, FileBase>): void;
}

const ID = 'projen-astro-airflow preflight';

/**
 * Runs the checks of all our components in the tree in the root project's `preSynthesize`, and finds the owner of each
 * path. Later is too late: a subproject's own `preSynthesize` comes after the root's clean-up and its siblings' files.
 */
export class Preflight extends Component {
  /** The one of a tree of projects. */
  public static of(project: Project): Preflight {
    return (project.root.node.tryFindChild(ID) as Preflight | undefined) ?? new Preflight(project.root);
  }

  private readonly components = new Map<string, Preflighted>();

  private constructor(root: Project) {
    super(root, ID);
    awaitSynth(root);
  }

  /** Whether a component has registered for a directory, given as an absolute path. */
  public isTaken(directory: string): boolean {
    return this.components.has(directory);
  }

  public register(directory: string, component: Preflighted): void {
    this.components.set(directory, component);
  }

  public preSynthesize(): void {
    synthBegins(this.project);
    // One walk over the tree for all components: projen's tryFindFile walks it for each path.
    const owners = new Map(
      this.node.root.node
        .findAll()
        .filter((construct: IConstruct): construct is FileBase => construct instanceof FileBase)
        .map((file) => [file.absolutePath, file]),
    );
    const components = [...this.components.values()];
    checkAll([...components.map((component) => () => component._preflight(owners)), ...components.map((component) => () => component._preflightHost?.(owners))]);
  }
}
