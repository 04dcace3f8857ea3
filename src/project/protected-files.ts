import path from 'node:path';
import { Component } from 'projen/lib/component';
import type { FileBase } from 'projen/lib/file';
import type { Project } from 'projen/lib/project';
import { checkNotTheUsers } from '../ownership/first-contact';
import { Preflight } from '../ownership/preflight';
import { WholeFile } from '../ownership/whole-file';
import { checkAll } from '../text/error';

/**
 * Stops the synth where a file that the project type brings with it exists already and belongs to the user.
 */
export class ProtectedFiles extends Component {
  /** @param files those that nothing else looks after */
  public constructor(project: Project, private readonly files: readonly FileBase[]) {
    super(project, 'protected files');
    Preflight.of(project).register(path.join(project.outdir, '.projen'), this);
  }

  /** @internal */
  public _preflight(owners: ReadonlyMap<string, FileBase>): void {
    const declared = this.files.filter((one) => owners.get(one.absolutePath) === one && !WholeFile.has(one));
    checkAll(declared.map((file) => () => checkNotTheUsers(file, 'Rename it or delete it; or choose other options, so that nothing writes it.')));
  }
}
