import path from 'node:path';
import type { Construct } from 'constructs';
import { FileBase, type IResolver } from 'projen/lib/file';
import { Project } from 'projen/lib/project';
import { withHeader } from '../ownership/header';
import { gitOptions } from '../ownership/managed-path';
import { WholeFile } from '../ownership/whole-file';

/** What is written beside a file with secrets. */
export interface SecretsExampleText {
  /** Path from the Astro project's directory. */
  readonly path: string;
  readonly text: string;
  /** Whether the format has comments, which begin with a `#`. */
  readonly hasComments: boolean;
}

/** The committed example beside a file with secrets that each developer has. The file is projen's. */
export class SecretsExample extends FileBase {
  /** @internal */
  public readonly _whole = new WholeFile(this, 'Rename it, or delete it.');

  public constructor(scope: Construct, directory: string, private readonly example: SecretsExampleText) {
    super(scope, path.posix.join(directory, example.path), gitOptions(Project.of(scope)));
  }

  protected synthesizeContent(_resolver: IResolver): string {
    const { text, hasComments } = this.example;
    return hasComments ? withHeader(this, text) : text;
  }
}
