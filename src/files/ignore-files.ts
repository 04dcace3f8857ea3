import path from 'node:path';
import type { Construct } from 'constructs';
import type { FileBase } from 'projen/lib/file';
import { Project } from 'projen/lib/project';
import { CommittedFiles } from './committed-files';
import { IgnoreBlockFile } from './ignore-block-file';
import { DOCKERIGNORE, GITIGNORE } from './ignore-patterns';
import { DOCKERIGNORE_FILE, GITIGNORE_FILE } from './managed-files';
import { PersonalFiles } from './personal-files';
import { whereProjectIs } from '../ownership/first-contact';
import { projenrcOf } from '../ownership/projenrc-of';
import { renderedText } from '../ownership/rendered-text';
import { apiName } from '../text/api-name';
import { missingPatterns } from '../text/ignore-lines';
import { includingLines } from '../text/ignore-match';
import { listed } from '../text/lists';
import { PROJEN_VENV } from '../text/virtual-environment';

/** Both ignore files of an Astro project, and what its developers keep there. */
export class IgnoreFiles {
  /** What developers keep there. */
  public readonly personal = new PersonalFiles();

  private readonly git: IgnoreBlockFile;
  private readonly docker: IgnoreBlockFile;
  private readonly project: Project;
  private readonly committed: CommittedFiles;

  public constructor(scope: Construct, private readonly directory: string) {
    this.project = Project.of(scope);
    this.committed = new CommittedFiles(scope, directory);
    const fromDirectory = (): string[] => this.committed.paths.map((file) => path.posix.relative(directory, file));
    this.git = new IgnoreBlockFile(scope, directory, GITIGNORE_FILE, { rules: 'git', patterns: GITIGNORE, secrets: (lines) => this.personal.forGit(lines), committed: fromDirectory });
    this.docker = new IgnoreBlockFile(scope, directory, DOCKERIGNORE_FILE, { rules: 'docker', patterns: DOCKERIGNORE, secrets: (lines) => this.personal.forDocker(lines), committed: () => [] });
  }

  /** In the order in which a synth writes them. */
  public get blocks(): readonly IgnoreBlockFile[] {
    return [this.git, this.docker];
  }

  /** Finds out what an earlier synth ignored and is no longer declared, before anything is written. */
  public findFormer(): void {
    this.personal.findFormer(this.git._lines, this.docker._lines);
  }

  /**
   * Lets git have the files that it must have, whatever the project's own `.gitignore` ignores. It can be above the Astro project's.
   *
   * @param owners the files of the project by their paths
   */
  public keepCommitted(owners: ReadonlyMap<string, FileBase>): void {
    const { gitignore } = this.project;
    if (owners.get(gitignore.absolutePath) === gitignore) {
      gitignore.addPatterns(...includingLines(renderedText(gitignore).split('\n'), this.committed.paths));
    }
  }

  /** Keeps the virtual environment of an rc file in Python out of git. It is at the root, where no ignore file of an Astro project in a folder covers it. */
  public ignoreVirtualEnvironment(owners: ReadonlyMap<string, FileBase>): void {
    const { gitignore } = this.project.root;
    if (projenrcOf(this.project.root)?.filePath.endsWith('.py') === true && owners.get(gitignore.absolutePath) === gitignore) {
      gitignore.addPatterns(...missingPatterns(renderedText(gitignore).split('\n'), [PROJEN_VENV]));
    }
  }

  /** What to warn of: files that may have secrets, and that only what we keep still ignores. */
  public warnings(owners: ReadonlyMap<string, FileBase>): string[] {
    const left = this.personal.leftIn(path.resolve(this.project.outdir, this.directory), this.git._others, this.docker._others);
    if (left.length === 0) {
      return [];
    }
    const folders = [...new Set(left.map((file) => path.posix.dirname(file)))];
    const { gitignore, dockerignore } = this.project as Project & { readonly dockerignore?: FileBase };
    const has = (block: IgnoreBlockFile, file: FileBase | undefined): boolean => file !== undefined && owners.get(block.absolutePath) === file;
    const inGit = folders.map((folder) => `/${folder}/`);
    const inDocker = folders.map((folder) => (has(this.docker, dockerignore) ? `/${folder}` : folder));
    const calls = (method: string, patterns: readonly string[]): string => listed(patterns.map((pattern) => `project.${method}('${pattern}')`));
    const ways = [
      has(this.git, gitignore) ? calls(`gitignore.${apiName('addPatterns')}`, inGit) : `${listed(inGit)} in ${this.git.path}`,
      has(this.docker, dockerignore) ? calls(apiName('addPackageIgnore'), inDocker) : `${listed(inDocker)} in ${this.docker.path}`,
    ];
    const [are, them] = left.length === 1 ? ['is', 'it'] : ['are', 'them'];
    return [
      `${listed(left.map((file) => path.posix.join(this.directory, file)))} ${are} no longer declared and may have secrets, so git and the image still ignore ${them}. Delete ${them}, or declare what ignores ${them}: ${listed(ways)}${whereProjectIs(this.project)}.`,
    ];
  }
}
