import * as path from 'node:path';
import type { RowRun } from '../row';
import { scratch } from './scratch';
import { goModuleVersion, goProgram } from '../tools/go';
import { mustRun } from '../tools/program';
import { pythonEnvironment } from '../tools/python';

/** Who reads `.env`. The first three are what `astro` runs; the fourth is what many a Python program of the user's has. */
export const READERS = ['compose', 'docker', 'standalone', 'python-dotenv'] as const;
export type Reader = (typeof READERS)[number];

/** What one reader makes of a file. */
export interface Reading {
  /** The variables; null for a name without a value. Undefined if the file is refused. */
  readonly values?: Readonly<Record<string, string | null>>;
  /** Why the file is refused, or what the reader complains of and goes on. */
  readonly error?: string;
}

export type Readings = Readonly<Record<Reader, Reading>>;

/**
 * The real readers: compose-go as it reads a service's `env_file` (`astro dev start`), the docker CLI's `--env-file` (`astro
 * dev parse`, `pytest`, `run`) and python-dotenv; and a model of the standalone mode, whose rules are in
 * readers/standalone.go.
 */
export class DotenvReaders {
  /**
   * Builds and installs them.
   *
   * @param host the environment of the machine that they run on
   */
  static of(run: RowRun, host: Readonly<Record<string, string>>): DotenvReaders {
    const program = goProgram(run, path.join(__dirname, 'readers'));
    for (const [system, module] of [['compose-go', 'compose-spec/compose-go/v2'], ['docker CLI', 'docker/cli']]) {
      run.version(system, goModuleVersion(program, `github.com/${module}`));
    }
    const { python, version } = pythonEnvironment(run, 'dotenv');
    run.version('python-dotenv', version('python-dotenv'));
    return new DotenvReaders(program, python, path.join(scratch(run), '.env'), host);
  }

  private constructor(private readonly program: string, private readonly python: string, private readonly file: string, private readonly host: Readonly<Record<string, string>>) {}

  /** Reads files, all in one process a language: a process a file would take minutes. */
  async read(files: ReadonlyArray<string | Buffer>): Promise<Readings[]> {
    const input = files.map((file) => `${Buffer.from(file as string).toString('base64')}\n`).join('');
    const lines = async (command: string, ...args: string[]): Promise<unknown[]> =>
      (await mustRun(command, args, { input, env: this.host })).stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
    const [fromGo, fromPython] = await Promise.all([
      lines(this.program, this.file) as Promise<Array<Omit<Readings, 'python-dotenv'>>>,
      lines(this.python, path.join(__dirname, 'python_dotenv.py')) as Promise<Reading[]>,
    ]);
    return files.map((_, index) => ({ ...fromGo[index], 'python-dotenv': fromPython[index] }));
  }

  /**
   * Reads files of the user's as they are without our block. Of a bare name on a last line without a newline compose-go
   * makes a variable without a name, with which Docker starts nothing; so that line is ended, as our block ends it.
   */
  async readUsers(files: readonly string[]): Promise<Readings[]> {
    const read = await this.read(files);
    const nameless = files.map((_, index) => index).filter((index) => read[index].compose.values?.[''] !== undefined);
    const ended = await this.read(nameless.map((index) => `${files[index]}\n`));
    nameless.forEach((index, at) => {
      read[index] = ended[at];
    });
    return read;
  }
}
