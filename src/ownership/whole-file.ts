import type { FileBase } from 'projen/lib/file';
import { checkNotTheUsers } from './first-contact';

const lookedAfter = new WeakSet<FileBase>();

/** A file that projen writes as a whole, and what users can do where their own file is in its place. */
export class WholeFile {
  /** Whether a file has such a check. */
  public static has(file: FileBase): boolean {
    return lookedAfter.has(file);
  }

  /** @param waysOn a few sentences */
  public constructor(private readonly file: FileBase, private readonly waysOn: string | (() => string)) {
    lookedAfter.add(file);
  }

  /**
   * Stops if the synth would overwrite the user's file. A user can take the file out of the project with projen's `tryRemoveFile`.
   *
   * @param owners the file components of the tree by absolute path
   * @throws AstroAirflowError if there is such a file
   */
  public check(owners: ReadonlyMap<string, FileBase>): void {
    if (owners.get(this.file.absolutePath) === this.file) {
      checkNotTheUsers(this.file, this.waysOn);
    }
  }
}
