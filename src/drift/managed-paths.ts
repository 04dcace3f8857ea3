import fs from 'node:fs';
import path from 'node:path';
import { noFacts, type Facts } from './facts';
import type { Changes } from '../dry-run/changes';
import type { Ignored } from '../dry-run/copy/ignored';
import { posixRelative } from '../text/posix-path';

/** The files that the manifests of projen list, `.projen/files.json`, in whatever project of a repository. */
export class ManagedPaths {
  private readonly manifests = new Map<string, string[]>();

  public constructor(private readonly top: string) {}

  /** Whether a file is listed, or a directory has a listed file or a project in it. */
  public has(file: string): boolean {
    return this.manifestOf(file).length > 0 || this.directoriesAbove(file).some((directory) => {
      const name = posixRelative(directory, file);
      return this.manifestOf(directory).some((one) => one === name || one.startsWith(`${name}/`));
    });
  }

  /** What can be said of the files of a run of whose constructs nothing is known. */
  public facts(changes: Changes, ignored: Ignored): Facts {
    const absent = [...changes.keys()].filter((file) => ignored.has(file, false));
    const managed = [...this.manifests].flatMap(([directory, files]) => files.map((name) => path.join(directory, name)));
    return { ...noFacts(), managed, mayBeAbsent: Object.fromEntries(absent.map((file) => [file, 'ignored by git, and written where it is absent'])) };
  }

  private directoriesAbove(file: string): string[] {
    const directory = path.dirname(file);
    return file === this.top || directory === file ? [] : [directory, ...this.directoriesAbove(directory)];
  }

  private manifestOf(directory: string): string[] {
    let files = this.manifests.get(directory);
    if (files === undefined) {
      files = manifestIn(directory);
      this.manifests.set(directory, files);
    }
    return files;
  }
}

function manifestIn(directory: string): string[] {
  try {
    const { files } = JSON.parse(fs.readFileSync(path.join(directory, '.projen', 'files.json'), 'utf-8')) as { files?: unknown };
    // Anybody can have edited it.
    return Array.isArray(files) ? files.filter((name): name is string => typeof name === 'string') : [];
  } catch {
    return [];
  }
}
