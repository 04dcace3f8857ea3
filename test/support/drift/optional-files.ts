import * as fs from 'node:fs';
import * as path from 'node:path';
import { FileBase } from 'projen/lib/file';
import type { Project } from 'projen/lib/project';
import { SampleDir, SampleFile } from 'projen/lib/sample-file';
import { DotenvFile } from '../../../src';
import { OwnedBlockFile } from '../../../src/ownership/owned-block-file';

/**
 * Finds the files of a project that may be missing in a fresh clone, by the classes of its components: what git ignores,
 * samples that no component manages, and each developer's own `.env`. Called before a synth.
 */
export function optionalFiles(root: Project): (absolute: string) => boolean {
  const components = root.node.findAll();
  const managed = new Map([
    ...components.filter((one) => one instanceof OwnedBlockFile).map((file): [string, boolean] => [placeOf(file.absolutePath), !(file instanceof DotenvFile)]),
    // Where both are, ours leaves the file to the other.
    ...components.filter((one) => one instanceof FileBase).map((file): [string, boolean] => [placeOf(file.absolutePath), file.committed]),
  ]);
  const inOutdir = (component: SampleFile | SampleDir, name: 'filePath' | 'dir'): string =>
    placeOf(path.resolve(component.project.outdir, (component as unknown as Record<typeof name, string>)[name]));
  const single = new Set(components.filter((one) => one instanceof SampleFile).map((sample) => inOutdir(sample, 'filePath')));
  const directories = components
    .filter((one) => one instanceof SampleDir)
    .map((sample) => inOutdir(sample, 'dir'))
    .filter((directory) => !fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory());
  return (absolute) => {
    const committed = managed.get(absolute);
    return committed === undefined ? single.has(absolute) || directories.some((directory) => absolute.startsWith(directory + path.sep)) : !committed;
  };
}

/** Where a path leads through the links of the directories in it. */
function placeOf(absolute: string): string {
  const directory = path.dirname(absolute);
  return path.join(fs.existsSync(directory) ? fs.realpathSync(directory) : placeOf(directory), path.basename(absolute));
}
