/** Who writes a file after its first synth. */
export type Owner =
  /** projen: read-only, written anew by each synth, deleted once nothing declares it. */
  | 'projen'
  /** The user; each synth keeps a block of lines, or a tag, in it. */
  | 'user'
  /** The user alone: it is written where it is absent. */
  | 'user-from-the-first-synth';

/** What is the same for a file in every project. */
export interface ManagedFileKind {
  readonly owner: Owner;

  /** Whether each developer has a copy of their own, which git and the image ignore and a fresh clone does not have. */
  readonly isPersonal: boolean;

  /** Whether the image of the Astro project may contain it. */
  readonly isInImage: boolean;

  /** Whether npm would pack it, unless a pattern keeps it out. */
  readonly isPackable: boolean;
}

/** A kind of file with a name of its own. */
export interface NamedFileKind extends ManagedFileKind {
  /** Path from the Astro project's directory, with `/`. */
  readonly fileName: string;
}

/** A file that a component of this package writes in a project. */
export interface ManagedFile extends Pick<ManagedFileKind, 'owner' | 'isPersonal'> {
  /** Path on this machine. */
  readonly absolutePath: string;

  /** Whether a block is kept in it, or it has to exist at all: an edit of a file that is not kept is no drift. */
  readonly isKept: boolean;

  /** Declared keys that lines of the user override. Names only, no values. */
  readonly overridden?: readonly string[];

  /** What to say of the file if it has drifted. */
  readonly note?: string;
}

/**
 * A construct that writes a managed file. The drift check recognizes it by this member, also where another copy of this package made it.
 *
 * @internal
 */
export interface ManagedFileOwner {
  readonly _managedFile: ManagedFile;
}

/** The managed file of a construct; undefined if it writes none of this package's. */
export function managedFileOf(construct: unknown): ManagedFile | undefined {
  return (construct as Partial<ManagedFileOwner>)._managedFile;
}
