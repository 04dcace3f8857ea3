import path from 'node:path';
import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { FileBase } from 'projen/lib/file';
import type { Project } from 'projen/lib/project';
import { AstroRuntime } from './astro-runtime';
import { readBaseImage } from './base-image';
import { warnOfNewerRuntime } from './dockerfile';
import { changeUserFile } from '../ownership/changed-file';
import type { ManagedFile, ManagedFileOwner } from '../ownership/managed-file';
import { nameInTree } from '../ownership/managed-path';
import { Preflight } from '../ownership/preflight';
import { checkWritable, readUserFile } from '../ownership/user-file';
import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';
import { isUnderCheck } from '../text/under-check';

/**
 * The Dockerfile of an Astro project, which the user owns: the tag of its runtime follows a declared version, every other byte is kept.
 * Where there is none, it is written with one `FROM` line. It is no `FileBase`: the Astro CLI and bots edit it.
 */
export class RuntimeDockerfile extends Component implements ManagedFileOwner {
  /** The one of a project's directory; undefined if the Dockerfile there is the user's alone. */
  public static of(project: Project, directory: string): RuntimeDockerfile | undefined {
    return project.node.tryFindChild(idOf(directory)) as RuntimeDockerfile | undefined;
  }

  /** Path of the file on this machine, absolute. */
  public readonly absolutePath: string;

  /** Path of the file from the project's directory, with `/` on every system. */
  public readonly path: string;

  private readonly name: string;
  private wasMissing = false;
  /** The tag that a synth changed. */
  private replacedTag?: string;

  /**
   * @param directory the Astro project's directory, relative to the project's outdir
   * @param runtime what a new Dockerfile builds on, and an existing one if it is declared
   * @param declared whether the runtime version is declared; the Dockerfile rules otherwise
   */
  public constructor(scope: Construct, directory: string, private readonly runtime: AstroRuntime, private readonly declared: boolean) {
    super(scope, idOf(directory));
    this.path = path.posix.join(directory, 'Dockerfile');
    this.absolutePath = path.resolve(this.project.outdir, this.path);
    this.name = nameInTree(this.project, this.absolutePath);
    Preflight.of(this.project).register(this.absolutePath, this);
  }

  /** @internal */
  public _preflight(owners: ReadonlyMap<string, FileBase>): void {
    const owner = owners.get(this.absolutePath);
    if (owner !== undefined) {
      throw new AstroAirflowError(
        `${this.name} is declared by a ${owner.constructor.name} of the project, and the Dockerfile of an Astro project is the user's own. Remove the ${owner.constructor.name} from the rc file, and edit the Dockerfile manually.`,
      );
    }
    if (this.declared) {
      warnOfNewerRuntime(this.project, this.runtime);
    }
    const { current, next } = this.plan();
    if (next !== current) {
      checkWritable(this.absolutePath, this.name);
    }
  }

  /** Writes the Dockerfile if it has to change. */
  public synthesize(): void {
    const { current, next } = this.plan();
    if (next === current) {
      this.noteImage(current);
      return;
    }
    const place = { file: this.absolutePath, tree: this.project.root.outdir, name: this.name };
    changeUserFile(place, (text) => this.planFor(text)).forEach((warning) => this.project.logger.warn(warning));
    if (current === undefined) {
      this.wasMissing = true;
      return;
    }
    // The plan stands, so the old text has a tag.
    const tag = readBaseImage(current)!.tag!;
    this.replacedTag ??= tag;
    // Nothing changes there, and the report has the tags.
    if (isUnderCheck()) {
      return;
    }
    const words = [`${this.name}: the runtime ${tag} becomes ${this.runtime.tag}, as ${apiName('runtimeVersion')} says.`, this.consequences(tag)];
    this.project.logger.warn(words.filter(Boolean).join(' '));
  }

  /** @internal */
  public get _managedFile(): ManagedFile {
    const note = this.replacedTag === undefined ? undefined : this.noteOf(this.replacedTag);
    return { absolutePath: this.absolutePath, owner: 'user', isPersonal: false, isKept: this.declared || this.wasMissing, note };
  }

  /** The file as it is and as it is to be. */
  private plan(): { current?: string; next: string } {
    const current = readUserFile(this.absolutePath, this.project.root.outdir, this.name);
    return { current, next: this.planFor(current) };
  }

  private planFor(current: string | undefined): string {
    if (current === undefined) {
      return `FROM ${this.runtime.image}\n`;
    }
    return this.declared ? this.withRuntime(current) : current;
  }

  private withRuntime(text: string): string {
    const { FixedTagError, withRuntime } = require('./dockerfile-tag') as typeof import('./dockerfile-tag');
    try {
      return withRuntime(text, this.runtime, majorOf);
    } catch (error) {
      throw error instanceof FixedTagError ? new AstroAirflowError(`${this.name} cannot follow ${apiName('runtimeVersion')} ${this.runtime.tag}: ${error.message}`) : error;
    }
  }

  /** An image that cannot follow the declared version is the user's to keep at it, which a synth says. */
  private noteImage(text: string): void {
    const { privateImage } = require('./dockerfile-tag') as typeof import('./dockerfile-tag');
    const image = this.declared ? privateImage(text, majorOf) : undefined;
    if (image !== undefined) {
      this.project.logger.info(`${this.name} builds on ${image}, which does not show its Astro Runtime. Keep ${apiName('runtimeVersion')} (${this.runtime.tag}) the same as the image's.`);
    }
  }

  /** What else changes; nothing is known of a tag such as `latest`. */
  private consequences(tag: string): string {
    const { runtimeChangeInWords } = require('./runtime-change') as typeof import('./runtime-change');
    const from = AstroRuntime._tryParse(tag);
    return from === undefined ? '' : runtimeChangeInWords(from, this.runtime);
  }

  /** The line to change for who wants the tag that is in the file, a bot's for example. */
  private noteOf(tag: string): string {
    const option = apiName('runtimeVersion');
    const builds = `it builds on ${tag}, and ${option} is '${this.runtime.tag}'`;
    return AstroRuntime._tryParse(tag) === undefined ? builds : `${builds}: to keep ${tag}, set ${option} to '${tag}'`;
  }
}

function majorOf(tag: string): number | undefined {
  return AstroRuntime._tryParse(tag)?.airflowMajor;
}

function idOf(directory: string): string {
  return `Dockerfile ${directory}`;
}
