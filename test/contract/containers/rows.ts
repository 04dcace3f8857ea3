import * as fs from 'node:fs';
import * as path from 'node:path';
import { composeProgram } from './compose-cli';
import type { DebianPackages } from './debian';
import { dockerPackages, startDocker, startPodman, type Engine } from './engine';
import { checkMissingSources, checkOtherMajor, checkTakenSubnet, type MakeStack } from './failing-starts';
import { Stack } from './stack';
import { StackChecks } from './stack-checks';
import { importImages } from './stand-in';
import { STRATEGIES, type Strategy } from './strategies';
import { checkTrial } from './trial-checks';
import { checkTry } from './try-checks';
import { AIRFLOW_MAJORS, type AirflowMajor } from '../base';
import type { Row, RowRun } from '../row';
import { checkImage } from '../session/image-checks';
import { checkLabels } from '../session/label-checks';
import { checkBeforeExport, checkSession, checkShell, namesOfSession } from '../session/stack-checks';

/** The stack in Docker Engine. */
export const CONTAINERS: Row = {
  name: 'containers',
  title: 'the stack started with Docker: what the container user sees in each service',
  fullOnly: true,
  run: (run) => prove(run, startDocker, true),
};

/**
 * The same stacks in Podman. A missing mount source proves nothing there: behind Docker's API it is created in silence,
 * whatever the file says; Podman's own command refuses it. Nor does its API show the label that a mount was asked with.
 */
export const PODMAN: Row = {
  name: 'podman',
  title: 'the stack started with Podman: what the container user sees in each service',
  fullOnly: true,
  run: (run) => prove(run, startPodman, false),
};

export const CONTAINER_ROWS: readonly Row[] = [CONTAINERS, PODMAN];

/** This machine's address in the network that Docker makes first. */
const GATEWAY = '172.17.0.1';

async function prove(run: RowRun, startEngine: typeof startDocker, isDocker: boolean): Promise<void> {
  const docker = await dockerPackages(run);
  const compose = await composeProgram(run);
  const engine = await startEngine(run, docker);
  await importImages(run, engine, docker);
  const makeStack = stackMaker(run, engine, compose);
  for (const major of AIRFLOW_MAJORS) {
    for (const strategy of STRATEGIES) {
      await checkStrategy(run, engine, makeStack, major, isDocker ? strategy : { ...strategy, labelled: false });
    }
    if (isDocker) {
      await checkMissingSources(run, makeStack, major);
      await checkTakenSubnet(run, makeStack, major);
      await checkBeforeExport(run, makeStack, major);
      await checkTry(run, engine, makeStack, major, GATEWAY);
    }
    await checkSession(run, engine, makeStack, major);
    await checkShell(run, engine, makeStack, major);
    await checkOtherMajor(run, makeStack, major);
    await checkTrial(run, engine, makeStack, major, isDocker ? GATEWAY : '10.88.0.1');
  }
  if (isDocker) {
    await checkLabels(run, makeStack);
    await checkImage(run, engine, makeStack);
    await checkRemapped(run, docker, compose);
  }
}

/** A session where the engine gives containers a user namespace: their root is nobody on the host, and may not enter the private folders. */
async function checkRemapped(run: RowRun, docker: DebianPackages, compose: string): Promise<void> {
  if (run.wants(...namesOfSession(3, true))) {
    const work = path.join(run.work, 'remapped');
    fs.mkdirSync(work);
    const own = { ...run, work };
    const engine = await startDocker(own, docker, true);
    await importImages(own, engine, docker);
    await checkSession(own, engine, stackMaker(own, engine, compose), 3, true);
  }
}

async function checkStrategy(run: RowRun, engine: Engine, makeStack: MakeStack, major: AirflowMajor, strategy: Strategy): Promise<void> {
  const checks: ReadonlyArray<[string, (checks: StackChecks) => Promise<void> | void]> = [
    ['every Airflow service reads config and credentials where its environment says', (stack) => stack.readable()],
    ['every Airflow service has the declared environment, and no other service has any of it', (stack) => stack.environment()],
    ['every Airflow service has the declared mounts, and no other service has any of them', (stack) => stack.mounts()],
    ['what is mounted read-only cannot be written: "Read-only file system"', (stack) => stack.readOnly()],
    [strategy.sso === true ? 'the token caches can be written, and the host has the files as user 50000\'s' : 'the token caches cannot be written', (stack) => stack.tokenCaches()],
    ['a file of mode 0600 of another user cannot be read, as on native Linux: "Permission denied"', (stack) => stack.foreignFile()],
    ...strategy.labelled === true ? [['the mounted files get a label for SELinux', (stack: StackChecks) => stack.labels()] as [string, (checks: StackChecks) => void]] : [],
    ...strategy.ownServices === undefined ? [] : [['what the team mounts writable can be written, and an escape hatch reaches the container', (stack: StackChecks) => stack.ownParts()] as [string, (checks: StackChecks) => Promise<void>]],
    // Last, so that what does not stay up had its time to go.
    ['every service stays up, Airflow\'s as user 50000', (stack) => stack.running()],
  ];
  const named = checks.map(([sentence, work]) => ({ name: `Airflow ${major}, ${strategy.name}: ${sentence}`, work }));
  if (!run.wants(...named.map(({ name }) => name))) {
    return;
  }
  let stack: Stack | undefined;
  let started: Promise<StackChecks> | undefined;
  const start = async (): Promise<StackChecks> => {
    stack = makeStack({ major, ...strategy });
    const { status, output } = await stack.up();
    if (status !== 0) {
      throw new Error(`the stack did not start: ${output}`);
    }
    return new StackChecks(engine, stack, await stack.containers(), major, strategy);
  };
  for (const { name, work } of named) {
    await run.check(name, async () => work(await (started ??= start())));
  }
  await stack?.down();
}

/** Makes stacks with names of their own. Their ports are those of the engine's network namespace, so any are free. */
function stackMaker(run: RowRun, engine: Engine, compose: string): MakeStack {
  let count = 0;
  return (options) => new Stack(engine, compose, run.packages, { ...options, directory: path.join(run.work, `stack-${++count}`) });
}
