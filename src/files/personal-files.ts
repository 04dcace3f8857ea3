import fs from 'node:fs';
import path from 'node:path';
import { filesWithCopies, withCopies } from '../text/file-copies';
import { asGitPattern, ignores } from '../text/ignore-match';

/**
 * What developers keep in an Astro project and must not be committed or sent to an image build. A file with secrets that is no longer
 * declared is still on their disks: its patterns stay in the ignore files, on every machine alike, whether the file is there or not.
 */
export class PersonalFiles {
  /** Patterns of what is declared, from the Astro project's directory. */
  public readonly declared: string[] = [];

  private former: readonly string[] = [];

  /**
   * Finds the files that were declared before: an earlier synth has put their patterns into both ignore files, unless another line ignores them.
   *
   * @param git the text of `.gitignore` as it is
   * @param docker the text of `.dockerignore` as it is
   */
  public findFormer(git: string, docker: string): void {
    const [gitLines, dockerLines] = [git, docker].map((text) => text.split(/\r?\n/));
    const found = new Set([...filesWithCopies(gitLines), ...filesWithCopies(dockerLines)]);
    this.former = [...found]
      .filter((file) => !withCopies(file).some((pattern) => this.declared.includes(pattern)))
      .filter((file) => ignores(gitLines, file) && ignores(dockerLines.map(asGitPattern), file));
  }

  /** All patterns, from the Astro project's directory. */
  public get patterns(): string[] {
    return [...this.declared, ...this.former.flatMap(withCopies)];
  }

  /** What a `.gitignore` with these lines is to have. */
  public forGit(lines: readonly string[]): string[] {
    return [...this.declared, ...this.keptByGit(lines).flatMap(withCopies)].map((pattern) => `/${pattern}`);
  }

  /** What a `.dockerignore` with these lines is to have. */
  public forDocker(lines: readonly string[]): string[] {
    return [...this.declared, ...this.keptByDocker(lines).flatMap(withCopies)];
  }

  /** Files that are in a directory, and that only our lines still keep out of git or the image. */
  public leftIn(directory: string, gitLines: readonly string[], dockerLines: readonly string[]): string[] {
    const kept = new Set([...this.keptByGit(gitLines), ...this.keptByDocker(dockerLines)]);
    return [...kept].filter((file) => fs.existsSync(path.join(directory, file)));
  }

  private keptByGit(lines: readonly string[]): string[] {
    return this.former.filter((file) => !ignores(lines, file));
  }

  private keptByDocker(lines: readonly string[]): string[] {
    return this.keptByGit(lines.map(asGitPattern));
  }
}
