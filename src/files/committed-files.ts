import type { Construct } from 'constructs';
import { FileBase } from 'projen/lib/file';
import type { NodePackage } from 'projen/lib/javascript/node-package';
import { Project } from 'projen/lib/project';
import { IgnoreBlockFile } from './ignore-block-file';
import { projenrcOf } from '../ownership/projenrc-of';
import { RuntimeDockerfile } from '../runtime/runtime-dockerfile';

/**
 * The files that a clone must have to be in sync: of an Astro project all that it generates and what generates them, of another project those of
 * its `LocalAirflow`. Files that the rc file declares besides are its author's to ignore: they may have secrets.
 */
export class CommittedFiles {
  private readonly ofProject: readonly FileBase[];
  private readonly project: Project;
  private readonly dockerfile: string | undefined;

  /**
   * @param scope the `LocalAirflow`
   * @param directory the Astro project's directory, from the project's
   */
  public constructor(private readonly scope: Construct, directory: string) {
    this.project = Project.of(scope);
    this.dockerfile = RuntimeDockerfile.of(this.project, directory)?.path;
    this.ofProject = this.dockerfile === undefined ? [] : this.project.files;
  }

  /** Their paths from the project's directory. A project can keep what projen writes out of git altogether. */
  public get paths(): string[] {
    if (this.project.commitGenerated === false) {
      return [];
    }
    const inTree = this.scope.node.findAll();
    const generated = [...this.left(), ...inTree.filter((one) => one instanceof FileBase)];
    const blocks = inTree.filter((one) => one instanceof IgnoreBlockFile);
    const paths = [...generated.filter((file) => file.committed), ...blocks].map((file) => file.path);
    return [...new Set([...paths, ...this.sources])].sort();
  }

  /** One can be removed from the tree after the constructor. projen walks the tree for its files. */
  private left(): readonly FileBase[] {
    if (this.ofProject.length === 0) {
      return [];
    }
    const left = new Set(this.project.files);
    return this.ofProject.filter((file) => left.has(file));
  }

  private get sources(): string[] {
    if (this.dockerfile === undefined) {
      return [];
    }
    const { nodePackage } = this.project as Project & { readonly nodePackage?: NodePackage };
    return [this.dockerfile, projenrcOf(this.project)?.filePath, nodePackage?.lockFile].filter((file) => file !== undefined);
  }
}
