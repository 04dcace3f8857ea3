import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/** How long a program has to end by a signal before it is ended for sure, in milliseconds. */
const GRACE = 1_000;
/** How long what a program has printed may need to get here, in milliseconds. */
const LAST_WORDS = 300;
/**
 * Both outputs as one pipe, so that their lines keep their order; the exit code goes to descriptor 3. Node's own pipes are
 * sockets, which nobody can open as /dev/stdout. A signal to the group must not end `cat` before it has passed everything on.
 */
const THROUGH_A_PIPE = '{ "$@" 2>&1 3>&-; echo $? >&3; } | (trap \'\' INT TERM HUP; exec cat 3>&-)';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A program to be run in a copy. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Gets whole lines of what it prints, to either output. */
  readonly onLines: (text: string) => void;
}

/** Lets a signal that ends this process end the program first, with all that it has started, and clean up. */
export class Interruption {
  private group: number | undefined;
  /** Resolves once everything that the program has printed is here. */
  private printed: Promise<void> | undefined;
  private signal: NodeJS.Signals | undefined;
  private readonly listeners: ReadonlyArray<() => void>;
  private readonly watch: NodeJS.Timeout | undefined;

  /**
   * @param cleanUp what is still to be done
   * @param parent the process without which this one has no purpose
   */
  public constructor(private readonly cleanUp: () => void, parent?: number) {
    this.listeners = SIGNALS.map((signal) => {
      const listener = (): void => this.passOn(signal);
      process.on(signal, listener);
      return listener;
    });
    if (parent !== undefined) {
      this.watch = setInterval(() => process.ppid !== parent && this.passOn('SIGTERM'), 100);
    }
  }

  /** From here on nothing has to be ended. */
  public close(): void {
    clearInterval(this.watch);
    SIGNALS.forEach((signal, index) => process.removeListener(signal, this.listeners[index]));
  }

  /** Runs a program; gives its exit code, and never returns once a signal has come. */
  public async run({ command, args, cwd, env, onLines }: Program): Promise<number> {
    const isWindows = process.platform === 'win32';
    const [file, all] = isWindows ? [command, [...args]] : ['/bin/sh', ['-c', THROUGH_A_PIPE, 'sh', command, ...args]];
    const child = spawn(file, all, { cwd, env, detached: !isWindows, stdio: [process.stdin.isTTY ? 'ignore' : 'inherit', 'pipe', 'pipe', 'pipe'] });
    this.group = child.pid;
    let rest = '';
    const take = (text: string): void => {
      const end = text.lastIndexOf('\n') + 1;
      if (end > 0) {
        onLines(rest + text.slice(0, end));
        rest = '';
      }
      rest += text.slice(end);
    };
    const [, stdout, stderr, result] = child.stdio as Readable[];
    [stdout, stderr].forEach((stream) => stream.setEncoding('latin1').on('data', take));
    let code: number | undefined;
    // What is left then was started by the program, and ends with it.
    const end = (status: number): void => {
      code ??= status;
      setTimeout(() => this.kill('SIGKILL'), LAST_WORDS).unref();
    };
    result.setEncoding('latin1').on('data', (text: string) => end(Number(text)));
    this.printed = new Promise<void>((resolve, reject) => {
      child.on('error', reject).on('exit', (status) => end(status ?? 1)).on('close', () => {
        if (rest !== '') {
          onLines(rest);
        }
        resolve();
      });
    });
    await this.printed;
    this.kill('SIGKILL');
    this.group = undefined;
    return this.signal === undefined ? code! : new Promise(() => undefined);
  }

  private passOn(signal: NodeJS.Signals): void {
    if (this.signal !== undefined) {
      return;
    }
    this.signal = signal;
    const wait = this.group === undefined ? 0 : GRACE;
    const start = Date.now();
    this.kill(signal);
    const end = (): void => {
      if (this.kill(0) && Date.now() - start < wait) {
        setTimeout(end, 10);
        return;
      }
      this.kill('SIGKILL');
      if (this.printed === undefined) {
        finish();
      } else {
        void Promise.race([this.printed.catch(() => undefined), delay(LAST_WORDS)]).then(finish);
      }
    };
    const finish = (): void => {
      this.cleanUp();
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    };
    end();
  }

  /** Signals the program and all that it has started; returns whether there was anything. */
  private kill(signal: NodeJS.Signals | 0): boolean {
    try {
      return this.group !== undefined && process.kill(process.platform === 'win32' ? this.group : -this.group, signal);
    } catch {
      return false;
    }
  }
}
