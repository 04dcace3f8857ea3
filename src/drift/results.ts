import * as path from 'node:path';
import type { Findings } from './findings';
import { reason } from '../text/error';

type Fs = typeof import('node:fs');

/** The directory by which the further processes of a run tell the first one what they found. */
export class Results {
  private obstacle: string | undefined;

  /**
   * @param directory absolute, outside of every project
   * @param fs the functions of `fs` as Node has them
   */
  public constructor(private readonly directory: string, private readonly fs: Fs) {}

  /** Makes the directory. What hinders it matters only if there is something to tell. */
  public make(): void {
    this.obstacle = this.tried(() => this.fs.mkdirSync(this.directory, 0o700));
  }

  /** What was told, as far as it could be. */
  public read(): { readonly findings: Findings[]; readonly obstacle?: string } {
    const findings: Findings[] = [];
    const names = this.fs.existsSync(this.directory) ? this.fs.readdirSync(this.directory) : [];
    const obstacles = names.map((name) =>
      this.tried(() => findings.push(JSON.parse(this.fs.readFileSync(path.join(this.directory, name), 'utf-8')) as Findings)),
    );
    return { findings, obstacle: [this.obstacle, ...obstacles].find((obstacle) => obstacle !== undefined) };
  }

  public remove(): void {
    this.tried(() => this.fs.rmSync(this.directory, { force: true, recursive: true }));
  }

  private tried(attempt: () => unknown): string | undefined {
    try {
      attempt();
      return undefined;
    } catch (error) {
      const why = error instanceof SyntaxError ? 'it is cut off' : reason(error);
      return `${path.dirname(this.directory)} cannot take what the rc file's process found (${why}): set TMPDIR to a folder with room`;
    }
  }
}
