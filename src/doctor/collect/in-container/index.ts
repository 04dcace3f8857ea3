import { randomBytes } from 'node:crypto';
import { placeOf, type Place } from './place';
import { attemptOf } from './request';
import { answerIn, SCRIPT, TOO_LONG } from './script';
import { serviceOf, type SeenBind } from './service';
import { runProgram, type Ran } from '../../../host/run-program';
import type { Engine, Fact, Tried, Way } from '../../facts';
import type { Surroundings } from '../surroundings';

/** Milliseconds for a container to start and to make its calls. */
const LIMIT = 60_000;
const REMOVE_LIMIT = 10_000;

type Dotenv = ReadonlyMap<string, string | undefined>;

/** The user of Airflow's containers, as the base file of the Astro CLI has it. */
const USER = 'astro';

/**
 * Tries in a container of the project what its tasks need: reads the mounted files, and makes a call of each cloud that changes nothing. A
 * container that is not running yet has the mounts and variables of the override, and is removed afterwards, whatever happens.
 *
 * @param dotenv the entries of `.env`
 */
export async function tryOut(engine: Fact<Engine | undefined>, ways: Fact<readonly Way[]>, dotenv: Dotenv, surroundings: Surroundings): Promise<Fact<Tried>> {
  if ('unknown' in engine || engine.value === undefined || engine.value.kind === 'stopped') {
    return { unknown: 'unknown' in engine ? engine.unknown : engine.value === undefined ? 'there is no container engine' : `no container engine answers ${engine.value.program}` };
  }
  if ('unknown' in ways) {
    return ways;
  }
  const { program } = engine.value;
  const place = await placeOf(program, surroundings);
  if ('unknown' in place) {
    return place;
  }
  if (place.value === undefined) {
    return { unknown: 'no stack of this project runs, and there is no image of it here' };
  }
  return tryIn(program, place.value, ways.value, dotenv, surroundings).catch(() => ({ unknown: 'docker-compose.override.yml cannot be read' }));
}

async function tryIn(program: string, place: Place, ways: readonly Way[], dotenv: Dotenv, surroundings: Surroundings): Promise<Fact<Tried>> {
  const { env, home = '', now, trial: signal } = surroundings;
  const service = serviceOf(surroundings, dotenv);
  const { request, tried } = attemptOf(ways, service, home, now);
  // The variables of a running container are its own.
  const input = JSON.stringify(place.where === 'stack' ? { ...request, environment: {} } : request);
  const name = `projen-astro-airflow-${randomBytes(6).toString('hex')}`;
  const ran = await runProgram({ program, args: argumentsFor(place, name, service.binds), env }, { terminal: false, limit: LIMIT, signal, input });
  if (ran.problem !== undefined && place.where !== 'stack') {
    await remove(program, name, env);
  }
  const answer = ran.code === 0 ? answerIn(ran.stdout) : undefined;
  return answer === undefined ? { unknown: reasonOf(ran, program) } : { value: tried(answer, place.where) };
}

function argumentsFor(place: Place, name: string, binds: readonly SeenBind[]): string[] {
  if (place.where === 'stack') {
    return ['exec', '--interactive', place.container, 'python3', '-c', SCRIPT];
  }
  const mounts = binds.flatMap(({ absolute, target, readOnly }) => ['--mount', ['type=bind', field('source', absolute), field('target', target), ...(readOnly ? ['readonly'] : [])].join(',')]);
  return ['run', '--rm', '--interactive', '--pull', 'never', '--name', name, '--user', USER, ...mounts, '--entrypoint', 'python3', place.image, '-c', SCRIPT];
}

/** The option is a line of CSV. */
function field(key: string, value: string): string {
  return /[",\n]/.test(value) ? `"${key}=${value.replaceAll('"', '""')}"` : `${key}=${value}`;
}

/** The client was ended, and the engine goes on without it; one that it has not made yet is there a moment later. */
async function remove(program: string, name: string, env: NodeJS.ProcessEnv): Promise<void> {
  for (const pause of [0, 500]) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    await runProgram({ program, args: ['rm', '--force', name], env }, { terminal: false, limit: REMOVE_LIMIT });
  }
}

/** Of what an engine or a container prints nothing is repeated. */
function reasonOf({ code, stderr, problem }: Ran, program: string): string {
  if (problem !== undefined) {
    return problem === 'stopped' ? 'it was stopped' : problem === 'limit' ? `the container did not answer within ${LIMIT / 1_000} s` : `${program} prints without an end`;
  }
  if (code === TOO_LONG) {
    return 'a call in the container did not end in time';
  }
  if (/python3\b.*(?:executable file not found|no such file|not found)|(?:executable file not found|no such file).*python3\b/is.test(stderr)) {
    return 'the image has no python3';
  }
  if (/bind source path does not exist|statfs .*no such file/i.test(stderr)) {
    return 'a folder that is to be mounted does not exist';
  }
  return code === 0 ? 'the container printed something else than an answer' : `${program} could not run it (exit code ${code})`;
}
