import { execFile } from 'node:child_process';
import type { Surroundings } from './surroundings';
import { EJECTED } from '../../text/ejected';
import type { Drift, Fact } from '../facts';

/** A synth can take a while. */
const LIMIT = 120_000;
const MOST_OUTPUT = 2 ** 24;

interface Report {
  readonly result?: unknown;
  readonly message?: unknown;
  readonly files?: ReadonlyArray<{ readonly path?: unknown; readonly status?: unknown; readonly keys?: readonly unknown[] }>;
}

/** The drift check of this package, in a process of its own: it replaces the file system of the one that it runs in. */
export function drift({ bin, project, env }: Surroundings): Promise<Fact<Drift>> {
  if (project === undefined) {
    return Promise.resolve({ unknown: 'this is in no projen project (no .projen/tasks.json here or above)' });
  }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [bin, 'drift', project, '--format', 'json'], { env, timeout: LIMIT, maxBuffer: MOST_OUTPUT, killSignal: 'SIGKILL', windowsHide: true }, (error, stdout) => {
      resolve(error?.killed === true ? { unknown: `the drift check did not end within ${LIMIT / 1_000} s` } : driftIn(stdout));
    });
    child.stdin?.end();
  });
}

/** What the drift check reported as JSON. */
export function driftIn(text: string): Fact<Drift> {
  const { result, message, files = [] } = parsed(text);
  if (result !== 'in-sync' && result !== 'drift' && result !== 'error') {
    return { unknown: 'the drift check printed no report' };
  }
  if (typeof message === 'string' && message.startsWith(EJECTED)) {
    return { unknown: 'the project was ejected from projen, so no rc file writes them' };
  }
  const pathsOf = (...wanted: readonly string[]): string[] => files.filter(({ status }) => wanted.includes(String(status))).map(({ path }) => String(path));
  return {
    value: {
      result,
      ...(typeof message === 'string' ? { message } : {}),
      drifted: pathsOf('missing', 'modified', 'orphaned'),
      // Samples that were deleted are skipped, too.
      absent: pathsOf('skipped').filter((name) => /(^|\/)\.env$/.test(name)),
      overridden: files.filter(({ status }) => status === 'overridden').flatMap(({ keys = [] }) => keys.map(String)),
    },
  };
}

function parsed(text: string): Report {
  try {
    const value = JSON.parse(text) as Report | null;
    return { ...value, files: Array.isArray(value?.files) ? value.files : [] };
  } catch {
    return {};
  }
}
