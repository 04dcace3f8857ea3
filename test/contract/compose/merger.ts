import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import type { RowRun } from '../row';
import { goModuleVersion, goProgram } from '../tools/go';
import { mustRun } from '../tools/program';

/** A mount of a merged service. */
export interface MergedMount {
  readonly type: string;
  readonly source?: string;
  readonly target: string;
  readonly read_only?: boolean;
  readonly bind?: Readonly<Record<string, unknown>>;
}

/** A service as compose would start it. */
export interface MergedService {
  /** After `env_file`, `environment` and interpolation; null: a bare name that the shell does not set. */
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly volumes?: readonly MergedMount[];
  readonly [key: string]: unknown;
}

/** What compose makes of a project's files. */
export interface MergedProject {
  readonly services: Readonly<Record<string, MergedService>>;
  readonly [key: string]: unknown;
}

/** What is to be merged. */
export interface MergeJob {
  /** The text of the Astro CLI's own file. */
  readonly base: string;
  /** The text of `docker-compose.override.yml`; undefined: there is none. */
  readonly override?: string;
  /** The Astro project's folder, with its `.env`. */
  readonly directory: string;
  /** The whole environment of `astro dev start`. */
  readonly shell: Readonly<Record<string, string>>;
}

/** What came of it: a project or an error. */
export interface Merged {
  readonly project?: MergedProject;
  readonly error?: string;
  /** What compose logs, one message each. */
  readonly warnings: readonly string[];
}

/** compose-go in our program, which loads files as the Astro CLI does. */
export class Merger {
  private readonly program: string;

  /** @throws Skipped if there is no Go; NotPrepared if the program cannot be built */
  constructor(run: RowRun) {
    this.program = goProgram(run, path.join(__dirname, 'merge'));
    run.version('compose-go', goModuleVersion(this.program, 'github.com/compose-spec/compose-go/v2'));
  }

  /** Merges many projects in one process. */
  async mergeAll(jobs: readonly MergeJob[]): Promise<Merged[]> {
    return this.run(jobs.map(({ base, override, directory, shell }) => ({
      files: [{ name: 'compose.yaml', content: base }, ...(override === undefined ? [] : [{ name: 'docker-compose.override.yml', content: override }])],
      directory,
      environment: shell,
    })));
  }

  /** Merges one project that has to load. */
  async merge(job: MergeJob): Promise<MergedProject> {
    const [{ project, error }] = await this.mergeAll([job]);
    assert.equal(error, undefined);
    return project!;
  }

  /** What compose's reader of YAML finds in texts, before it interpolates anything. */
  async parseAll(texts: readonly string[]): Promise<unknown[]> {
    const results = await this.run(texts.map((content) => ({ files: [{ name: 'compose.yaml', content }], parse: true })));
    return results.map(({ values, error }) => error ?? values ?? {});
  }

  /** The schema of compose-go. */
  async schema(): Promise<{ readonly definitions: { readonly service: { readonly properties: object } } }> {
    const [{ values }] = await this.run([{ schema: true }]);
    return values as { definitions: { service: { properties: object } } };
  }

  private async run(jobs: readonly object[]): Promise<Array<Merged & { readonly values?: unknown }>> {
    const { stdout } = await mustRun(this.program, [], { input: jobs.map((job) => `${JSON.stringify(job)}\n`).join('') });
    const results = stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Merged);
    assert.equal(results.length, jobs.length);
    return results;
  }
}
