import fs from 'node:fs';
import path from 'node:path';
import { filesWithCopies, withCopies } from '../text/file-copies';
import { ignores, type IgnoreRules } from '../text/ignore-match';

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
   * @param gitLines the lines of `.gitignore` as it is, ours at the end: no line of the user takes back what they ignore
   * @param dockerLines those of `.dockerignore`
   */
  public findFormer(gitLines: readonly string[], dockerLines: readonly string[]): void {
    const found = new Set([...filesWithCopies(gitLines), ...filesWithCopies(dockerLines)]);
    this.former = [...found]
      .filter((file) => !withCopies(file).some((pattern) => this.declared.includes(pattern)))
      .filter((file) => ignores(gitLines, file) && ignores(dockerLines, file, 'docker'));
  }

  /** All patterns, from the Astro project's directory. */
  public get patterns(): string[] {
    return [...this.declared, ...this.former.flatMap(withCopies)];
  }

  /** What a `.gitignore` with these lines is to have. */
  public forGit(lines: readonly string[]): string[] {
    return [...this.declared, ...this.kept(lines, 'git').flatMap(withCopies)].map((pattern) => `/${pattern}`);
  }

  /** What a `.dockerignore` with these lines is to have. */
  public forDocker(lines: readonly string[]): string[] {
    return [...this.declared, ...this.kept(lines, 'docker').flatMap(withCopies)];
  }

  /** Files that are in a directory, and that only our lines still keep out of git or the image. */
  public leftIn(directory: string, gitLines: readonly string[], dockerLines: readonly string[]): string[] {
    const kept = new Set([...this.kept(gitLines, 'git'), ...this.kept(dockerLines, 'docker')]);
    return [...kept].filter((file) => fs.existsSync(path.join(directory, file)));
  }

  private kept(lines: readonly string[], rules: IgnoreRules): string[] {
    return this.former.filter((file) => !ignores(lines, file, rules));
  }
}
