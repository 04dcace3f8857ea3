import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import type { AirflowMajor } from '../base';
import { NotPrepared } from '../row';
import type { AirflowServer, Place } from './airflow';
import type { Setting } from './setting';
import { AirflowRest } from './whole-rest';

/** Seconds after which Airflow is given up, on a machine that does other things too. */
const PATIENCE = { start: 180, dag: 120, run: 240, end: 15 } as const;

/** What uvicorn and gunicorn say. */
const BUSY_PORT = /address already in use|Connection in use.*/i;

/** The components that have to be up; each reports its heartbeat. */
const COMPONENTS: Readonly<Record<AirflowMajor, readonly string[]>> = {
  2: ['metadatabase', 'scheduler', 'triggerer'],
  3: ['metadatabase', 'scheduler', 'triggerer', 'dag_processor'],
};

/** A run of a DAG that has come to its end. */
export interface DagRun {
  readonly id: string;
  /** `success` or `failed` */
  readonly state: string;
  /** The log of each task, as the web UI shows it, by the task's id. */
  readonly logs: Readonly<Record<string, string>>;
}

/** All of Airflow in one container: `airflow standalone`. */
export class WholeAirflow {
  /**
   * Starts it on free ports and waits until all its components are up.
   *
   * @param more environment beside that of the services
   * @throws NotPrepared with the end of the log, if it ends or takes too long
   */
  static async start({ airflow, run }: Setting, place: Place, more: Readonly<Record<string, string>> = {}): Promise<WholeAirflow> {
    const { major } = airflow.release;
    const ports = await freePorts(3);
    const start = performance.now();
    const server = await airflow.start(place, ['airflow', 'standalone'], { ...settings(major, ports), ...more });
    const address = `http://127.0.0.1:${ports[0]}`;
    const whole = new WholeAirflow(server, new AirflowRest(major, address, server.airflowHome), ports, address);
    let seen: Readonly<Record<string, string | null>> | undefined;
    await whole.until(PATIENCE.start, () => `be up: ${JSON.stringify(seen ?? 'no answer')}`, async () => {
      seen = await whole.rest.health();
      return COMPONENTS[major].every((name) => seen?.[name] === 'healthy');
    });
    run.progress(`all of Airflow ${major} is up after ${((performance.now() - start) / 1000).toFixed(0)} s`);
    return whole;
  }

  /** @param address of its UI */
  private constructor(private readonly server: AirflowServer, private readonly rest: AirflowRest, private readonly ports: readonly number[], readonly address: string) {}

  /** Triggers a DAG over REST as soon as it is parsed, and waits for the end of the run. */
  async runDag(dag: string, tasks: readonly string[]): Promise<DagRun> {
    await this.until(PATIENCE.dag, () => `parse ${dag}`, () => this.rest.knows(dag));
    const id = await this.rest.trigger(dag);
    let state = 'queued';
    await this.until(PATIENCE.run, () => `bring a run of ${dag} to its end, which is ${state}`, async () => {
      state = await this.rest.state(dag, id);
      return state === 'success' || state === 'failed';
    });
    const logs = await Promise.all(tasks.map(async (task) => [task, await this.rest.log(dag, id, task)]));
    return { id, state, logs: Object.fromEntries(logs) as Record<string, string> };
  }

  /** What a component printed. */
  printedBy(component: string): string {
    return this.server.log().split('\n').filter((line) => line.startsWith(`${component} `)).join('\n');
  }

  /** What all components printed, and all their log files. */
  everything(): string {
    return this.server.everything();
  }

  /** Stops it hard, and makes sure that nothing of it is left. */
  async stop(): Promise<void> {
    this.server.stop();
    for (const end = performance.now() + PATIENCE.end * 1000; ;) {
      const left = [...processesWith(this.server.airflowHome).map((pid) => `process ${pid}`), ...(await takenOf(this.ports)).map((port) => `port ${port}`)];
      if (left.length === 0) {
        return;
      }
      assert.ok(performance.now() < end, `of a stopped Airflow there are left: ${left.join(', ')}`);
      await pause(100);
    }
  }

  /** What processes of it there are, and which of its ports somebody listens on. */
  async traces(): Promise<{ readonly processes: number; readonly ports: number }> {
    return { processes: processesWith(this.server.airflowHome).length, ports: (await takenOf(this.ports)).length };
  }

  private async until(seconds: number, what: () => string, done: () => Promise<boolean>): Promise<void> {
    const complaint = (reason: string): NotPrepared => new NotPrepared(`Airflow ${reason}. The end of its log:\n${this.server.log().trim().split('\n').slice(-15).join('\n')}`);
    for (const end = performance.now() + seconds * 1000; ;) {
      const answer = await done().catch((error: Error) => error);
      if (answer === true) {
        return;
      }
      if (!this.server.alive()) {
        throw complaint(`ended before it could ${what()}`);
      }
      // Then a component is missing, and the others stay.
      const taken = BUSY_PORT.exec(this.server.log())?.[0];
      if (taken !== undefined) {
        throw complaint(`has a port that somebody else took meanwhile (${taken})`);
      }
      if (performance.now() > end) {
        throw complaint(`took more than ${seconds} s to ${what()}`);
      }
      if (answer instanceof Error) {
        throw answer;
      }
      await pause(250);
    }
  }
}

/**
 * What differs from a container a service: the addresses, and who may ask the API of Airflow 2. That one masks its secret
 * key in the logs of tasks, and the CLI makes it the project's name: here another than what the tasks print.
 */
function settings(major: AirflowMajor, [web, workerLogs, triggererLogs]: readonly number[]): Record<string, string> {
  const url = `http://127.0.0.1:${web}`;
  return {
    AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT: String(workerLogs),
    AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT: String(triggererLogs),
    ...(major === 3
      ? { AIRFLOW__API__HOST: '127.0.0.1', AIRFLOW__API__PORT: String(web), AIRFLOW__API__BASE_URL: url, AIRFLOW__CORE__EXECUTION_API_SERVER_URL: `${url}/execution/` }
      : {
        AIRFLOW__WEBSERVER__WEB_SERVER_HOST: '127.0.0.1',
        AIRFLOW__WEBSERVER__WEB_SERVER_PORT: String(web),
        AIRFLOW__WEBSERVER__BASE_URL: url,
        AIRFLOW__WEBSERVER__WORKERS: '1',
        AIRFLOW__WEBSERVER__SECRET_KEY: 'another-project',
        AIRFLOW__API__AUTH_BACKENDS: 'airflow.providers.fab.auth_manager.api.auth.backend.basic_auth',
      }),
  };
}

/** Ports that nobody listens on, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise<net.Server>((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server));
  })));
  const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Those of some ports on which somebody listens. */
async function takenOf(ports: readonly number[]): Promise<number[]> {
  const taken = await Promise.all(ports.map((port) => new Promise<boolean>((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false)).once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  })));
  return ports.filter((_, index) => taken[index]);
}

/** The processes that see a folder mounted; by its name, since what precedes it depends on the machine's mounts. */
function processesWith(folder: string): string[] {
  return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/mountinfo`, 'utf-8').includes(path.basename(folder));
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
