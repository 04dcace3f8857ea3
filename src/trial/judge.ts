import type { DeclaredExample, DeclaredSecret } from '../text/declared-example';

/** What `astro dev run version` says of the stack. */
export type Stack = 'running' | 'stopped' | 'mute' | 'other';

/** What became of each secret of the example. */
export interface Outcome {
  readonly found: readonly DeclaredSecret[];
  readonly missing: readonly DeclaredSecret[];
}

/** How the Astro CLI and the engine say that there is no container to run a command in. */
const STOPPED = /airflow is not running|project (?:is )?not running|No such container|container \S+ is (?:not running|restarting|paused)|Cannot connect to the Docker daemon|error during connect|no .*containers? (?:are )?running/i;

/** The line with which the Astro CLI begins. */
const ANNOUNCED = /^Running: .*$/gm;

/**
 * Whether there is an Airflow that runs commands. Its exit code says nothing.
 *
 * @param output of `astro dev run version`
 */
export function stackOf(output: string): Stack {
  if (STOPPED.test(output)) {
    return 'stopped';
  }
  const said = output.replace(ANNOUNCED, '').trim();
  // Airflow writes an error of its import to where the Astro CLI does not look.
  return said === '' ? 'mute' : /^\d+\.\d+\.\d+/m.test(said) ? 'running' : 'other';
}

/**
 * Why no task of a DAG has run; undefined if one can have.
 *
 * @param output of `astro dev run dags test`, in which no cause was found
 */
export function whyNotRun(output: string): 'silent' | 'stopped' | undefined {
  return output.replace(ANNOUNCED, '').trim() === '' ? 'silent' : STOPPED.test(output) ? 'stopped' : undefined;
}

/**
 * Which secrets came through: the example DAG prints a line for each.
 *
 * @param output of `astro dev run dags test`
 */
export function outcomeOf(output: string, { secrets }: DeclaredExample): Outcome {
  const lines = output.split(/\r?\n/);
  const isFound = (secret: DeclaredSecret): boolean => lines.some((line) => printedIn(line, secret) !== undefined);
  return { found: secrets.filter(isFound), missing: secrets.filter((secret) => !isFound(secret)) };
}

/** What the example DAG prints of a secret in a line; undefined if that is no such line. A traceback shows the line of the DAG, where a quote follows. */
export function printedIn(line: string, { kind, key }: DeclaredSecret): string | undefined {
  const title = `${kind === 'variable' ? 'Variable' : 'Connection'} ${key}:`;
  const at = line.indexOf(title);
  const text = line.slice(at + title.length);
  return at >= 0 && !/^["']/.test(text) ? text : undefined;
}
