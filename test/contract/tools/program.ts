import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
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
  /** Both, as a terminal would show them, except for the order. */
  readonly output: string;
}

/** Programs under way. */
const children = new Set<ChildProcess>();
process.on('exit', () => children.forEach(killGroup));

/** What lets a program die with its parent, even if that is killed hard; not every system has it. */
const SETPRIV = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'setpriv')).find((file) => process.platform === 'linux' && fs.existsSync(file));

/** Starts a program that ends with this process. It gets a process group of its own, which is killed as a whole. */
function start(command: string, args: readonly string[], { cwd, env }: Pick<ProgramOptions, 'cwd' | 'env'>): ChildProcessWithoutNullStreams {
  const [program, ...rest] = SETPRIV === undefined ? [command, ...args] : [SETPRIV, '--pdeathsig', 'KILL', command, ...args];
  const child = spawn(program, rest, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  // A program that does not read what it is given has its own reasons.
  child.stdin.on('error', () => undefined);
  children.add(child);
  return child;
}

function killGroup(child: ChildProcess): void {
  children.delete(child);
  if (child.pid !== undefined) {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * Runs a program to its end, beside whatever else is run.
 *
 * @throws Error if it cannot be started or takes too long; how it ended is for the caller to judge
 */
export async function runProgram(command: string, args: readonly string[], { cwd, env, input, timeout = 300 }: ProgramOptions = {}): Promise<Ran> {
  const child = start(command, args, { cwd, env });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString('utf-8');
  });
  child.stdin.end(input ?? '');
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    killGroup(child);
  }, timeout * 1000);
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (isLate) {
      throw new Error(`${command} did not end within ${timeout} seconds; it printed: ${stdout()}${stderr()}`);
    }
    if (status === 127 && stderr().startsWith('setpriv: failed to execute')) {
      throw new Error(stderr().trim());
    }
    return { status, stdout: stdout(), stderr: stderr(), output: `${stdout()}${stderr()}` };
  } finally {
    clearTimeout(timer);
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

/** Starts a program that stays, until the row ends. */
export function startServer(run: RowRun, command: string, args: readonly string[], options: Pick<ProgramOptions, 'cwd' | 'env'> = {}): Server {
  const child = start(command, args, options);
  child.stdin.end();
  const chunks: Buffer[] = [];
  [child.stdout, child.stderr].forEach((stream) => stream.on('data', (chunk: Buffer) => chunks.push(chunk)));
  child.on('error', (error) => chunks.push(Buffer.from(error.message)));
  const stop = (): void => killGroup(child);
  run.cleanUp(stop);
  return { log: () => Buffer.concat(chunks).toString('utf-8'), alive: () => child.pid !== undefined && child.exitCode === null && child.signalCode === null, stop };
}
