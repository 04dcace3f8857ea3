import path from 'node:path';
import type { Project } from 'projen/lib/project';
import { AstroRuntime } from './astro-runtime';
import { isAstroRuntime, readBaseImage, withoutComments } from './base-image';
import { newestKnown } from './newest-runtime';
import { nameInTree } from '../ownership/managed-path';
import { readUserFile } from '../ownership/user-file';
import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';

/**
 * The runtime that the Dockerfile of an Astro project is built on: the user's file rules.
 *
 * @throws AstroAirflowError if there is no Dockerfile, or no tag of Astro Runtime can be read from it
 */
export function runtimeOfDockerfile(project: Project, directory: string): AstroRuntime {
  const { name, text } = read(project, directory);
  if (text === undefined) {
    throw new AstroAirflowError(`${name} does not exist, so the Astro Runtime is not known. Set ${apiName('runtimeVersion')} (such as '3.1-12'), or directory to the Astro project's folder.`);
  }
  const tag = runtimeTag(text);
  const runtime = AstroRuntime._tryParse(tag ?? '');
  if (runtime === undefined) {
    const found = tag === undefined ? '' : `: its tag is "${tag}"`;
    throw new AstroAirflowError(
      `${name} has no FROM line with a readable tag of Astro Runtime (such as runtime:3.1-12 or astro-runtime:13.7.0)${found}. Set ${apiName('runtimeVersion')} (with "projen new": --runtime-version).`,
    );
  }
  return runtime;
}

/**
 * Holds a declared runtime version against the Dockerfile: another Airflow major stops the synth, another minor or build
 * is worth a warning. So is a `-base` image whose Dockerfile does not install requirements.txt, and a directory that has none: its name can be
 * mistyped.
 */
export function checkAgainstDockerfile(project: Project, directory: string, declaredVersion: string | undefined): void {
  if (declaredVersion !== undefined) {
    warnOfNewerRuntime(project, AstroRuntime.parse(declaredVersion));
  }
  const { name, text } = read(project, directory);
  // In the project's own folder it may come later.
  if (text === undefined && directory !== '.') {
    project.logger.warn(`${name} does not exist, and "astro dev start" builds from it. Correct ${apiName('directory')}, or run "astro dev init" there.`);
  }
  const tag = text === undefined ? undefined : runtimeTag(text);
  const built = AstroRuntime._tryParse(tag ?? '');
  // A tag such as "latest" names no version: then the declared version counts, unchecked.
  if (built === undefined) {
    return;
  }
  if (declaredVersion !== undefined && declaredVersion !== tag) {
    const declared = AstroRuntime.parse(declaredVersion);
    if (declared.airflowMajor !== built.airflowMajor) {
      throw new AstroAirflowError(
        `${apiName('runtimeVersion')} ${declaredVersion} is Airflow ${declared.airflowMajor}, and ${name} builds on ${tag}, Airflow ${built.airflowMajor}. Change the one or the other (run "astro dev stop" before you change the Dockerfile).`,
      );
    }
    project.logger.warn(`${apiName('runtimeVersion')} is ${declaredVersion}, and ${name} builds on ${tag}. Change one of them, or omit ${apiName('runtimeVersion')} to let ${name} decide.`);
  }
  warnOfBaseImage(project, directory, built);
}

/**
 * Warns of a `-base` image whose Dockerfile does not install requirements.txt.
 *
 * @param runtime what the Dockerfile builds on once the synth is done
 */
export function warnOfBaseImage(project: Project, directory: string, runtime: AstroRuntime): void {
  if (!runtime.base) {
    return;
  }
  const { name, text = '' } = read(project, directory);
  if (!text.includes('requirements.txt')) {
    project.logger.warn(`${name} builds on ${runtime.tag}, a -base image, which does not install requirements.txt by itself. Add a COPY and RUN for it, or take the image without -base.`);
  }
}

/** Warns of a declared runtime that this package cannot know: no error, because new runtimes come out before new versions of this package. */
export function warnOfNewerRuntime(project: Project, runtime: AstroRuntime): void {
  const known = newestKnown(runtime);
  if (known !== undefined) {
    project.logger.warn(`${apiName('runtimeVersion')} ${runtime.tag} is newer than the runtimes that this version of projen-astro-airflow knows (up to ${known}): check that it exists.`);
  }
}

/** The text of the Dockerfile without its comments; empty if there is none. */
export function instructionsOf(project: Project, directory: string): string {
  return withoutComments(read(project, directory).text ?? '');
}

function read(project: Project, directory: string): { name: string; text?: string } {
  const file = path.resolve(project.outdir, directory, 'Dockerfile');
  const name = nameInTree(project, file);
  return { name, text: readUserFile(file, project.root.outdir, name) };
}

/** The tag of the Astro Runtime image that a Dockerfile builds on, be it from a private mirror of the registry. */
function runtimeTag(text: string): string | undefined {
  const image = readBaseImage(text);
  return image !== undefined && isAstroRuntime(image.name) ? image.tag : undefined;
}
