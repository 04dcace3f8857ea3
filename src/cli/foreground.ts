import { spawn, type SpawnOptions } from 'node:child_process';
import { constants } from 'node:os';
import { AstroAirflowError, reason } from '../text/error';

/** How a child process ended. */
export interface Ended {
  /** As a shell reports it: 128 plus the signal's number where a signal ended the child. */
  readonly code: number;
  readonly signal?: NodeJS.Signals;
  /** What it wrote where the output was asked for by a pipe. */
  readonly stdout: string;
  readonly stderr: string;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a program and waits for it, whatever signal this process gets meanwhile: what becomes of that is the child's to say.
 *
 * @throws AstroAirflowError if the program cannot be started
 */
export async function runForeground(program: string, args: readonly string[], options: SpawnOptions): Promise<Ended> {
  const child = spawn(program, args, options);
  const listeners = SIGNALS.map((signal) => [signal, () => isForUsAlone(signal) && child.kill(signal)] as const);
  listeners.forEach(([signal, listener]) => process.on(signal, listener));
  const chunks: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  child.stdout?.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
  try {
    const { code, signal } = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (exitCode, endedBy) => resolve({ code: exitCode, signal: endedBy }));
    });
    const [stdout, stderr] = [chunks.stdout, chunks.stderr].map((all) => Buffer.concat(all).toString());
    return { code: signal === null ? code! : 128 + constants.signals[signal], signal: signal ?? undefined, stdout, stderr };
  } catch (error) {
    throw new AstroAirflowError(`${program} cannot be run: ${reason(error)}. Fix that, then run again.`);
  } finally {
    listeners.forEach(([signal, listener]) => process.off(signal, listener));
  }
}

/**
 * A terminal sends Ctrl-C to all of its foreground processes, and a second one would tell the child to hurry. On Windows
 * to send a signal is to end the process.
 */
function isForUsAlone(signal: NodeJS.Signals): boolean {
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  return process.platform !== 'win32' && !(signal === 'SIGINT' && hasTerminal);
}
