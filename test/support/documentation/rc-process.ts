import * as path from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

const TSX = path.resolve(__dirname, '../../../node_modules/tsx/dist/loader.mjs');

export interface SharedRun {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  /** Of npm, or `npx tsx FILE`; the first that fails is the last. */
  readonly commands: readonly string[];
}

export interface SharedRan {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

let thread: { readonly worker: Worker; readonly port: MessageChannel['port1']; readonly answered: Int32Array } | undefined;

afterAll(() => {
  thread?.worker.postMessage('end');
  thread?.port.close();
  thread = undefined;
});

/** Runs an rc file in the process that all of a test file share, because loading tsx and projen takes most of the time of one. */
export function runInSharedProcess(run: SharedRun): SharedRan {
  const { port, answered } = (thread ??= start());
  Atomics.store(answered, 0, 0);
  port.postMessage(run);
  if (Atomics.wait(answered, 0, 0, 55_000) === 'timed-out') {
    throw new Error(`${run.commands.join(' && ')}: no end in ${run.directory}`);
  }
  return receiveMessageOnPort(port)!.message as SharedRan;
}

function start(): NonNullable<typeof thread> {
  const { port1, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { port: port2, answered, runner: path.join(__dirname, 'rc-runner.mjs'), execArgv: ['--import', TSX] };
  const worker = new Worker(path.join(__dirname, 'rc-thread.mjs'), { workerData, transferList: [port2], execArgv: [] });
  return { worker, port: port1, answered };
}
