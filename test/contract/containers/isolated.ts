import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { removeCgroups } from './cgroups';
import { NotPrepared, Skipped, type RowRun } from '../row';
import { startServer, type Server } from '../tools/program';

/** What namespaces of its own an engine gets: its network, mounts and processes are nobody else's. */
const NAMESPACES = ['--mount', '--net', '--pid', '--ipc', '--uts', '--propagation', 'private', '--fork', '--kill-child=KILL'];

/** An engine that runs. */
export interface Isolated {
  /** Path of the engine's socket, as seen from outside. */
  readonly socket: string;
  /** The first process of its namespaces, by the number under which this machine knows it. */
  readonly pid: string;
  readonly server: Server;
}

/** What is to be run. */
export interface IsolatedOptions {
  /** The unpacked Debian packages, below the cache. */
  readonly debian: string;
  readonly command: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Where the program makes its socket, below `/run`, which it has to itself. */
  readonly socket: string;
  /** The cgroup below which it makes its own, in each hierarchy. */
  readonly cgroup: string;
}

/**
 * Makes sure that an engine can be run on this machine.
 *
 * @throws Skipped if not
 */
export function checkNamespaces(): void {
  if (process.platform !== 'linux') {
    throw new Skipped('containers are started on Linux alone');
  }
  if (process.getuid!() !== 0) {
    throw new Skipped('only root can start a container engine');
  }
  const { status, stderr, error } = spawnSync('unshare', [...NAMESPACES, 'mount', '-t', 'tmpfs', 'tmpfs', '/run'], { encoding: 'utf-8' });
  if (status !== 0) {
    throw new Skipped(`this machine allows no namespaces with mounts of their own: ${(error?.message ?? stderr).trim()}`);
  }
}

/**
 * Starts an engine in namespaces of its own. It ends with the row, or with this process if that is killed hard, and
 * leaves nothing but empty cgroups, which the end of the row removes.
 */
export async function startIsolated(run: RowRun, name: string, { debian, command, env, socket, cgroup }: IsolatedOptions): Promise<Isolated> {
  const note = path.join(run.work, 'engine.pid');
  const args = [...NAMESPACES, 'sh', path.join(__dirname, 'isolate.sh'), path.relative(run.cache, debian), note, ...command];
  const server = startServer(run, 'unshare', args, { cwd: run.cache, env: { ...process.env, ...env } });
  run.cleanUp(() => {
    server.stop();
    if (fs.existsSync(note)) {
      waitForEnd(fs.readFileSync(note, 'utf-8').trim());
    }
    removeCgroups(cgroup);
  });
  while (server.alive() && !fs.existsSync(note)) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (!server.alive()) {
    throw new NotPrepared(`${name} did not start: ${server.log().trim().split('\n').at(-1)}`);
  }
  // Within the engine's own mounts, and of a short path: a socket's may have 107 bytes.
  const pid = fs.readFileSync(note, 'utf-8').trim();
  return { socket: `/proc/${pid}/root${socket}`, pid, server };
}

/** Waits till the first process of a PID namespace has ended: by then all others there have, and their mounts are gone. */
function waitForEnd(pid: string): void {
  const end = performance.now() + 10_000;
  while (performance.now() < end) {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf-8');
      if (stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')) {
        return;
      }
    } catch {
      return;
    }
    // A row is undone without a pause for others, as on a signal.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  throw new Error(`process ${pid} does not end`);
}
