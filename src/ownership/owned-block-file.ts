import path from 'node:path';
import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { FileBase } from 'projen/lib/file';
import { changeUserFile } from './changed-file';
import type { ManagedFile, ManagedFileOwner, NamedFileKind } from './managed-file';
import { nameInTree } from './managed-path';
import { cutAtBlock, withBlock, type CutText } from './owned-block';
import { ownCommandOf, projenCommandOf } from './project-commands';
import { blockSignatureLine } from './signature';
import { withStraysBelow, type Sorted } from './stray-lines';
import { atBlockOf, checkWritable, PRIVATE_MODE, readUserFile } from './user-file';
import { subjectsInWords } from '../text/statements';

/** The last comment of every block: none of our code runs any more once the component is gone. */
const howToRemove = (command: string): string => `# No longer declared? "${command} clean" removes this block.`;

/** What a synth would do. */
interface Plan extends Pick<Sorted, 'strays'> {
  readonly next: string;
  readonly hasBlock: boolean;
}

/**
 * A text file of the user's in which a block of lines is ours. It is no `FileBase`: projen would make it read-only, commit
 * it, and delete it once the component goes away.
 *
 * @internal
 */
export abstract class OwnedBlockFile extends Component implements ManagedFileOwner {
  /** Absolute path of the file. */
  public readonly absolutePath: string;

  /** Path of the file relative to the project's outdir, separated by `/`. */
  public readonly path: string;

  /** @internal */
  protected readonly _name: string;
  private owner?: FileBase;
  /** What somebody wrote into the block, as the preflight found it. */
  private strays = '';

  /**
   * @internal
   */
  protected constructor(scope: Construct, directory: string, private readonly kind: NamedFileKind) {
    super(scope, kind.fileName);
    this.path = path.posix.join(directory, kind.fileName);
    this.absolutePath = path.resolve(this.project.outdir, this.path);
    this._name = nameInTree(this.project, this.absolutePath);
  }

  /**
   * Finds out who owns the path and checks what a synth would do, before anything is written.
   *
   * @param owner the component of the host project that declares the same path, if there is one
   * @internal
   */
  public _preflight(owner: FileBase | undefined): void {
    if (owner !== undefined) {
      this._handOver(owner);
      // The Astro CLI edits this file itself, and fails on a read-only one.
      owner.readonly = false;
      this.owner = owner;
      return;
    }
    const { current, next, strays } = this.plan();
    this.strays = subjectsInWords(this.kind.fileName, strays);
    if (next !== (current ?? '')) {
      checkWritable(this.absolutePath, this._name);
    }
  }

  /** Writes the block if it has to change; nothing else of the file is touched. */
  public synthesize(): void {
    if (this.owner !== undefined) {
      return;
    }
    const { absolutePath: file, _name: name } = this;
    const place = { file, tree: this.project.root.outdir, name, mode: this.kind.isPersonal ? PRIVATE_MODE : undefined };
    let moved = '';
    const warnings = changeUserFile(place, (text) => {
      const { next, strays } = this.planFor(text);
      moved = strays.length === 0 ? moved : subjectsInWords(this.kind.fileName, strays);
      return next;
    });
    warnings.forEach((warning) => this.project.logger.warn(warning));
    if (moved !== '') {
      this.project.logger.warn(`${name} had lines of your own in the block of projen-astro-airflow, which takes generated lines only: ${moved}. They are below the block now; move an edit of a generated line to the rc file.`);
    }
  }

  /** @internal */
  public get _managedFile(): ManagedFile {
    const { owner, isPersonal } = this.kind;
    const note = this.strays === '' ? {} : { note: `${this.strays} would be moved out of the block` };
    return { absolutePath: this.absolutePath, owner, isPersonal, isKept: this.owner === undefined && this.plan().hasBlock, ...note };
  }

  /**
   * The user's text: the file without the block.
   *
   * @internal
   */
  protected _userText(): string {
    const { before, after } = this.cut(this.sorted(this.read() ?? '').text);
    return before + after;
  }

  /**
   * The lines of the block for the text that the user owns, and the comments above them. No lines, no block. A block that is last goes to the end
   * of the file; any other one stays where it is.
   *
   * @param userText all of it
   * @param before the part of it that precedes the block
   * @internal
   */
  protected abstract _blockLines(userText: string, before: string): { comments: string[]; lines: string[]; isLast?: boolean };

  /**
   * The comment that says where the lines of a block come from.
   *
   * @internal
   */
  protected _managedLine(): string {
    return `# Managed by projen-astro-airflow: change the declaration in the projen rc file, then run "${projenCommandOf(this.project)}".`;
  }

  /**
   * Gives what we would write to the component of the host project that owns the path.
   *
   * @internal
   */
  protected abstract _handOver(owner: FileBase): void;

  /** The file as it is and as it is to be. */
  private plan(): Plan & { current?: string } {
    const current = this.read();
    return { current, ...this.planFor(current) };
  }

  private planFor(current: string | undefined): Plan {
    const { text, strays } = this.sorted(current ?? '');
    const { comments, lines, isLast } = this.blockFor(text);
    const block = lines.length === 0 ? [] : [...comments, blockSignatureLine([...comments, ...lines]), ...lines];
    return { hasBlock: block.length > 0, strays, next: withBlock(isLast ? withBlock(text, []) : text, block) };
  }

  /** The text with generated lines alone in its block: all that follows takes what somebody wrote there for the user's. */
  private sorted(text: string): Sorted {
    return atBlockOf(this._name, () => withStraysBelow(this.kind.fileName, text, () => {
      const { comments, lines } = this.blockFor(text);
      return [...comments, ...lines];
    }));
  }

  private blockFor(text: string): { comments: string[]; lines: string[]; isLast: boolean } {
    const { before, after } = this.cut(text);
    const { comments, lines, isLast = false } = this._blockLines(before + after, before);
    return { comments: [...comments, howToRemove(ownCommandOf(this.project))], lines, isLast };
  }

  private read(): string | undefined {
    return readUserFile(this.absolutePath, this.project.root.outdir, this._name);
  }

  private cut(text: string): CutText {
    return atBlockOf(this._name, () => cutAtBlock(text));
  }
}
