import fs from 'node:fs';
import path from 'node:path';
import type { Ignore } from 'ignore';

/** What git ignores below a directory, by the `.gitignore` files there and its own list of excludes. Git need not be installed. */
export class Ignored {
  private readonly rules = new Map<string, Ignore | undefined>();

  public constructor(private readonly top: string) {}

  /** @param file absolute, below the directory; no directory above it is ignored */
  public has(file: string, isDirectory: boolean): boolean {
    let isIgnored = false;
    for (const directory of [...this.directoriesAbove(file)].reverse()) {
      const rules = this.rulesIn(directory);
      const name = path.relative(directory, file).split(path.sep).join('/');
      const { ignored, unignored } = rules?.test(isDirectory ? `${name}/` : name) ?? {};
      isIgnored = ignored === true || (isIgnored && unignored !== true);
    }
    return isIgnored;
  }

  /** Whether a directory, or one above it, is ignored. */
  public covers(directory: string): boolean {
    return [directory, ...this.directoriesAbove(directory)].some((one) => one !== this.top && this.has(one, true));
  }

  private* directoriesAbove(file: string): Generator<string> {
    let directory = file;
    while (directory !== this.top && directory !== path.dirname(directory)) {
      directory = path.dirname(directory);
      yield directory;
    }
  }

  private rulesIn(directory: string): Ignore | undefined {
    if (!this.rules.has(directory)) {
      const files = directory === this.top ? ['.git/info/exclude', '.gitignore'] : ['.gitignore'];
      const texts = files.flatMap((name) => textOf(path.join(directory, name)));
      const ignore = require('ignore') as typeof import('ignore');
      this.rules.set(directory, texts.length === 0 ? undefined : ignore().add(texts.join('\n')));
    }
    return this.rules.get(directory);
  }
}

function textOf(file: string): string[] {
  try {
    return [fs.readFileSync(file, 'utf-8')];
  } catch {
    return [];
  }
}
