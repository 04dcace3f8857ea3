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
  /** The exit code that it ends with where all is well; 0 if nothing is given. */
  readonly exitCode?: number;
}

/** What one command took, and what it printed. */
export interface Measured extends Sample {
  readonly output: string;
}

/** Runs commands and measures them. */
export interface Meter {
  /** @throws NotMeasured if the command ends with another exit code than it should: its time would be that of something else */
  run(step: Step): Promise<Measured>;
  close(): void;
}

interface Answer extends Sample {
  /** Or why it could not be started. */
  readonly exitCode: number | string | null;
}

/** Root may write what nobody may write. */
const PRIVILEGES = '-dac_override,-dac_read_search';

/**
 * What a command line begins with so that root obeys the modes of its own files, as everybody else does. projen takes a
 * read-only file that it could write for one that was changed, and writes it anew: for root every run would write all files.
 *
 * @returns empty for everybody else; undefined if root cannot do without
 */
export function withoutPrivileges(): string[] | undefined {
  if (process.getuid?.() !== 0) {
    return [];
  }
  const prefix = ['setpriv', `--inh-caps=${PRIVILEGES}`, `--bounding-set=${PRIVILEGES}`, '--'];
  return spawnSync(prefix[0], [...prefix.slice(1), 'true']).status === 0 ? prefix : undefined;
}

/**
 * A meter.
 *
 * @param python the Python that measures the memory; if undefined, only times are measured
 * @param output a file for what the last command printed
 */
export function startMeter(python: string | undefined, output: string): Meter {
  const prefix = withoutPrivileges() ?? [];
  return python === undefined ? timesOnly(prefix, output) : withMemory([...prefix, python, path.join(__dirname, 'meter.py')], output);
}

function withMemory([program, ...args]: readonly string[], output: string): Meter {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
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

function timesOnly(prefix: readonly string[], output: string): Meter {
  return {
    run: (step) => Promise.resolve().then(() => timed(step, prefix, output)),
    close: () => undefined,
  };
}

function timed(step: Step, prefix: readonly string[], output: string): Measured {
  const file = fs.openSync(output, 'w');
  try {
    const start = performance.now();
    const [program, ...args] = [...prefix, ...step.argv];
    const { status, error } = spawnSync(program, args, { cwd: step.cwd, env: step.env, stdio: ['ignore', file, file] });
    return checked(step, { seconds: (performance.now() - start) / 1000, exitCode: error?.message ?? status }, output);
  } finally {
    fs.closeSync(file);
  }
}

function checked(step: Step, { exitCode, ...sample }: Answer, output: string): Measured {
  const text = fs.readFileSync(output, 'utf-8');
  if (exitCode !== (step.exitCode ?? 0)) {
    const words = step.argv.map((word) => path.basename(word)).join(' ');
    fs.copyFileSync(output, `${output}.failed`);
    throw new NotMeasured(`${words} ended with ${exitCode}: ${firstLines(text)}`);
  }
  return { ...sample, output: text };
}

/** Runs commands one after another: their times add up, their memory does not. */
export async function runAll(meter: Meter, steps: readonly Step[]): Promise<Sample> {
  const samples: Sample[] = [];
  for (const step of steps) {
    samples.push(await meter.run(step));
  }
  return sum(samples);
}

/** What several commands took that followed one another. */
export function sum(samples: readonly Sample[]): Sample {
  const peaks = samples.flatMap(({ peakMb }) => peakMb ?? []);
  const cpu = samples.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  return {
    seconds: samples.reduce((total, { seconds }) => total + seconds, 0),
    ...(cpu.length > 0 && { cpuSeconds: cpu.reduce((total, seconds) => total + seconds, 0) }),
    ...(peaks.length > 0 && { peakMb: Math.max(...peaks) }),
  };
}

/** The part of a command's output that shows what went wrong. */
export function firstLines(text: string): string {
  return text.trim().split(/\s*\n\s*/).slice(0, 3).join(' / ') || 'it printed nothing';
}
