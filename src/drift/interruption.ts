import type { ChildProcess } from 'node:child_process';

/** How long children have to end by a signal before they are ended for sure, in milliseconds. */
const GRACE = 1_000;

/** Lets the signals that end this process end its children first. */
export class Interruption {
  private signal: NodeJS.Signals | undefined;

  /**
   * @param children those that this process does not wait for, running or ended
   * @param cleanUp what is still to be done
   */
  public constructor(private readonly children: ReadonlySet<ChildProcess>, private readonly cleanUp: () => void) {}

  /** Where nobody listens, a program that hangs is ended more surely: so this is called once there is a child. */
  public listen(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => this.passOn(signal));
    }
  }

  /** Ends this process if a signal has come, whatever came of that until now. */
  public endIfSignalled(): void {
    if (this.signal !== undefined) {
      this.running().forEach((child) => child.kill('SIGKILL'));
      this.cleanUp();
      // The program can listen, too, to do what is done here.
      process.removeAllListeners(this.signal);
      process.kill(process.pid, this.signal);
    }
  }

  private passOn(signal: NodeJS.Signals): void {
    this.signal = signal;
    for (const child of this.running()) {
      child.once('exit', () => this.running().length === 0 && this.endIfSignalled());
      child.kill(signal);
    }
    setTimeout(() => this.endIfSignalled(), this.running().length === 0 ? 0 : GRACE);
  }

  private running(): ChildProcess[] {
    return [...this.children].filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  }
}
