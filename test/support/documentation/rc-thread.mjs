// The thread between a test, which waits, and the process that runs rc files.
import { fork } from 'node:child_process';
import { parentPort, workerData } from 'node:worker_threads';

const { port, answered, runner, execArgv } = workerData;
let child;

function answer(result) {
  port.postMessage(result);
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
}

function start(env) {
  const made = fork(runner, { execArgv, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let stderr = '';
  made.stderr.on('data', (data) => (stderr += data));
  made.on('message', answer);
  made.on('close', (code, signal) => {
    child = undefined;
    answer({ status: code || 1, stdout: '', stderr: `${stderr}The process of the rc files ended (${signal ?? code}).\n` });
  });
  return made;
}

port.on('message', (job) => {
  child ??= start(job.env);
  child.send(job);
});
parentPort.on('message', () => {
  child?.removeAllListeners('close');
  child?.disconnect();
  port.close();
  parentPort.close();
});
