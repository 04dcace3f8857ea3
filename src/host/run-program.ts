import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { findProgram } from './find-program';
import { commandOf } from './windows-command';

/** No credentials are that long. */
const MOST_OUTPUT = 2 ** 20;

/** What is run. */
export interface Program {
  readonly program: string;
  readonly args: readonly string[];
  /** By default that of this process. */
  readonly cwd?: string;
  /** All its variables. */
  readonly env: NodeJS.ProcessEnv;
}

export interface RunOptions {
  /** Whether it may ask the user. */
  readonly terminal: boolean;
  /** Milliseconds after which it is ended; undefined: never. */
  readonly limit?: number;
  /** Ends it. */
  readonly signal?: AbortSignal;
  /** Characters of output after which it is ended; default: more than credentials have. */
  readonly mostOutput?: number;
  /** What it reads, where it has no terminal; default: nothing. */
  readonly input?: string;
}

/** How it ended. */
export interface Ran {
  /** Undefined: it did not end on its own. */
  readonly code?: number;
  /** The signal that ended it, if somebody else sent one. */
  readonly signal?: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly problem?: 'missing' | 'limit' | 'output' | 'stopped';
  /** The milliseconds that it had. */
  readonly limit?: number;
}

/**
 * Runs a program and collects what it prints. Without a terminal it gets a session of its own: Python's getpass opens /dev/tty, so that a
 * question for an MFA code would pop up in the middle of a watch and wait for ever.
 */
export async function runProgram({ program, args, cwd, env }: Program, { terminal, limit, signal, mostOutput = MOST_OUTPUT, input }: RunOptions): Promise<Ran> {
  const found = findProgram(program, env);
  if (found === undefined || signal?.aborted === true) {
    return { stdout: '', stderr: '', problem: found === undefined ? 'missing' : 'stopped' };
  }
  const { file, args: words, verbatim } = commandOf(found, args, env);
  const detached = !terminal && process.platform !== 'win32';
  const child = spawn(file, words, { cwd, env, stdio: [terminal ? 'inherit' : input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], detached, windowsHide: true, windowsVerbatimArguments: verbatim }) as ChildProcessByStdio<Writable | null, Readable, Readable>;
  // It may end before it has read everything.
  child.stdin?.on('error', () => undefined).end(input);
  const out: string[] = [];
  const err: string[] = [];
  return new Promise((resolve) => {
    let size = 0;
    const done = (how: Pick<Ran, 'code' | 'signal' | 'problem'>, stderr: string = err.join('')): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve({ ...how, stdout: out.join(''), stderr, limit });
    };
    const end = (problem: Ran['problem']): void => {
      kill(child.pid, detached);
      // A program that it started can keep the pipes open.
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
      done({ problem });
    };
    let isStopped = false;
    const stop = (): void => {
      if (!terminal) {
        return end('stopped');
      }
      // It may have switched off the echo of the terminal, and has to switch it on. Ctrl-C goes to it, too; anything else is for us alone.
      isStopped = true;
      if (signal?.reason !== 'SIGINT') {
        child.kill('SIGINT');
      }
    };
    const timer = limit === undefined ? undefined : setTimeout(() => end('limit'), limit);
    signal?.addEventListener('abort', stop);
    for (const [stream, texts] of [[child.stdout, out], [child.stderr, err]] as const) {
      stream.setEncoding('utf-8');
      stream.on('data', (text: string) => {
        texts.push(text);
        size += text.length;
        if (size > mostOutput) {
          end('output');
        }
      });
    }
    child.on('error', (error) => done({}, error.message));
    child.on('close', (code, endedBy) => done(isStopped ? { problem: 'stopped' } : { code: code ?? undefined, signal: endedBy ?? undefined }));
  });
}

function kill(pid: number | undefined, isGroup: boolean): void {
  try {
    process.kill(isGroup ? -pid! : pid!, 'SIGKILL');
  } catch {
    // It has just ended, or never started.
  }
}
