import path from 'node:path';
import type { Construct } from 'constructs';
import { FileBase, type IResolver } from 'projen/lib/file';
import { Project } from 'projen/lib/project';
import { DOTENV_EXAMPLE } from './managed-files';
import { withHeader } from '../ownership/header';
import { gitOptions } from '../ownership/managed-path';
import { projenCommandOf } from '../ownership/project-commands';
import { WholeFile } from '../ownership/whole-file';

/**
 * `.env.example`: the keys that `npx projen` writes to each developer's `.env`, for a reader of the repository. The file
 * is projen's, and committed.
 */
export class DotenvExample extends FileBase {
  public readonly whole = new WholeFile(this, 'Rename it (for example to .env.template), or delete it.');

  /**
   * @param lines the declared keys as lines of `.env`
   */
  public constructor(scope: Construct, directory: string, private readonly lines: () => readonly string[]) {
    super(scope, path.posix.join(directory, DOTENV_EXAMPLE.fileName), gitOptions(Project.of(scope)));
  }

  protected synthesizeContent(_resolver: IResolver): string {
    return withHeader(
      this,
      [`# The keys that "${projenCommandOf(this.project)}" writes to the .env of each developer. All other keys there are the developer's own.`, ...this.lines(), ''].join('\n'),
    );
  }
}
