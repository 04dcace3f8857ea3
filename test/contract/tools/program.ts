import { spawn, type ChildProcess } from 'node:child_process';
import type { RowRun } from '../row';

/** How a program is run. */
export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What it reads from its standard input. */
  readonly input?: string;
  /** Seconds after which it is killed. */
  readonly timeout?: number;
}

/** What a program did. */
export interface Ran {
  /** Its exit code; null if it was killed. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, as they would stand in a terminal, but for the order. */
  readonly output: string;
}

/** Programs under way. They end with this process, however that ends. */
const children = new Set<ChildProcess>();
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/**
 * Runs a program to its end, beside whatever else is run.
 *
 * @throws Error if it cannot be started or takes too long; how it ended is for the caller to judge
 */
export async function runProgram(command: string, args: readonly string[], { cwd, env, input, timeout = 300 }: ProgramOptions = {}): Promise<Ran> {
  const child = spawn(command, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'], timeout: timeout * 1000, killSignal: 'SIGKILL' });
  children.add(child);
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString('utf-8');
  });
  // A program that does not read what it is given has its own reasons.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  const start = performance.now();
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (status === null && performance.now() - start >= timeout * 1000) {
      throw new Error(`${command} did not end within ${timeout} seconds; it printed: ${stdout()}${stderr()}`);
    }
    return { status, stdout: stdout(), stderr: stderr(), output: `${stdout()}${stderr()}` };
  } finally {
    children.delete(child);
  }
}

/**
 * Runs a program that has to succeed.
 *
 * @throws Error with the end of what it printed, if it does not
 */
export async function mustRun(command: string, args: readonly string[], options?: ProgramOptions): Promise<Ran> {
  const ran = await runProgram(command, args, options);
  if (ran.status !== 0) {
    throw new Error(`${[command, ...args].join(' ')} ended with ${ran.status}: ${ran.output.slice(-2_000)}`);
  }
  return ran;
}

/** A server that a row started. */
export interface Server {
  /** What it has printed so far. */
  log(): string;
  /** Whether it still runs. */
  alive(): boolean;
  stop(): void;
}

/**
 * Starts a program that stays, until the row ends. It gets a process group of its own, which is killed as a whole; where
 * the system can, it also dies with this process if that is killed hard.
 */
export function startServer(run: RowRun, command: string, args: readonly string[], { cwd, env }: Pick<ProgramOptions, 'cwd' | 'env'> = {}): Server {
  const linux = process.platform === 'linux';
  const [program, ...rest] = linux ? ['setpriv', '--pdeathsig', 'KILL', command, ...args] : [command, ...args];
  const child = spawn(program, rest, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  children.add(child);
  const chunks: Buffer[] = [];
  [child.stdout, child.stderr].forEach((stream) => stream.on('data', (chunk: Buffer) => chunks.push(chunk)));
  child.on('error', (error) => chunks.push(Buffer.from(error.message)));
  const stop = (): void => {
    children.delete(child);
    if (child.pid !== undefined) {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
  };
  run.cleanUp(stop);
  return { log: () => Buffer.concat(chunks).toString('utf-8'), alive: () => child.pid !== undefined && child.exitCode === null && child.signalCode === null, stop };
}
