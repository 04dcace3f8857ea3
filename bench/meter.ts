import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as readline from 'node:readline';
import { NotMeasured, type Sample } from './interleave';

/** One command to run and measure. */
export interface Step {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What one command took, and what it printed. */
export interface Measured extends Sample {
  readonly output: string;
}

/** Runs commands and measures them. */
export interface Meter {
  /** @throws NotMeasured if the command does not end with exit code 0: its time would be that of something else */
  run(step: Step): Promise<Measured>;
  close(): void;
}

interface Answer extends Sample {
  /** Or why it could not be started. */
  readonly exitCode: number | string | null;
}

/**
 * A meter.
 *
 * @param python the Python that tells the memory; undefined if there is none, then only times are told
 * @param output a file for what the last command printed
 */
export function startMeter(python: string | undefined, output: string): Meter {
  return python === undefined ? timesOnly(output) : withMemory(python, output);
}

function withMemory(python: string, output: string): Meter {
  const child = spawn(python, [path.join(__dirname, 'meter.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(step) {
      child.stdin.write(`${JSON.stringify({ ...step, output })}\n`);
      const { done, value } = await answers.next();
      if (done === true) {
        throw new NotMeasured(`${step.argv[0]} could not be started`);
      }
      return checked(step, JSON.parse(value) as Answer, output);
    },
    close: () => void child.stdin.end(),
  };
}

function timesOnly(output: string): Meter {
  return {
    run: (step) => Promise.resolve().then(() => timed(step, output)),
    close: () => undefined,
  };
}

function timed(step: Step, output: string): Measured {
  const file = fs.openSync(output, 'w');
  try {
    const start = performance.now();
    const { status, error } = spawnSync(step.argv[0], step.argv.slice(1), { cwd: step.cwd, env: step.env, stdio: ['ignore', file, file] });
    return checked(step, { seconds: (performance.now() - start) / 1000, exitCode: error?.message ?? status }, output);
  } finally {
    fs.closeSync(file);
  }
}

function checked(step: Step, { exitCode, ...sample }: Answer, output: string): Measured {
  const text = fs.readFileSync(output, 'utf-8');
  if (exitCode !== 0) {
    const words = step.argv.map((word) => path.basename(word)).join(' ');
    fs.copyFileSync(output, `${output}.failed`);
    throw new NotMeasured(`${words} ended with ${exitCode}: ${firstLines(text)}`);
  }
  return { ...sample, output: text };
}

/** As much of what a command printed as tells what went wrong. */
export function firstLines(text: string): string {
  return text.trim().split(/\s*\n\s*/).slice(0, 3).join(' / ') || 'it printed nothing';
}
