import { FileBase, type IResolver } from 'projen/lib/file';
import { NodePackage } from 'projen/lib/javascript/node-package';
import type { Project } from 'projen/lib/project';

/**
 * Loads tsx for the rc file. On a clone in which no packages are installed, Node's own message is about a package that the user has never
 * heard of.
 */
export class TsxLoader extends FileBase {
  public static readonly PATH = '.projen/tsx.mjs';

  public constructor(project: Project) {
    super(project, TsxLoader.PATH, { committed: true });
  }

  protected synthesizeContent(_: IResolver): string {
    const install = NodePackage.of(this.project)?.installCommand ?? 'npm ci';
    return `// ${this.marker ?? ''}
try {
  await import('tsx');
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') {
    throw error;
  }
  console.error(${JSON.stringify(`The packages of this project are not installed, so the rc file cannot run. Run "${install}", then "${this.project.projenCommand}".`)});
  process.exit(1);
}
`;
  }
}
