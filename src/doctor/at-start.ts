import type { Finding, Group } from './check';
import { CHECKS } from './checks/index';
import { dotenvText } from './collect/dotenv';
import { engine as askEngine } from './collect/engine';
import { localFiles } from './collect/local-files';
import { machineOf } from './collect/machine';
import { missingMounts } from './collect/missing-mounts';
import { otherMounts } from './collect/other-mounts';
import { readOverride } from './collect/override';
import type { Surroundings } from './collect/surroundings';
import { ways as collectWays } from './collect/ways';
import { diagnose } from './diagnose';
import type { Engine, Fact, Facts } from './facts';
import { containersCan } from './where';
import { dotenvEntries } from '../text/dotenv-text';

const GROUPS: readonly Group[] = ['credentials', 'session', 'mounted'];

/** Milliseconds: an engine that does not answer by then is not waited for. */
const ENGINE_LIMIT = 3_000;

const NOT_ASKED = { unknown: 'it is not asked at a start' };

/**
 * The failures that concern credentials, for a start: those that are seen without a run of a cloud's command line. The engine is asked at
 * once, and only where something could be closed to the containers, or is absent.
 *
 * @returns what gives them when the start is ready; it looks once more at what the start changes: the keys of a session, or after an
 * update of the files everything
 */
export function credentialFailures(surroundings: Surroundings): (isUpdated: boolean) => Promise<Finding[]> {
  const begun = begin(surroundings);
  begun.catch(() => undefined);
  return async (isUpdated) => {
    const early = await begun;
    const isChanged = isUpdated || ('value' in early.ways && early.ways.value.some(({ sessions }) => sessions !== undefined));
    const facts = isChanged ? await factsOf(surroundings, early.engine) : early;
    return diagnose(facts, CHECKS.filter(({ group }) => GROUPS.includes(group))).filter(({ verdict }) => verdict === 'failure');
  };
}

async function begin(surroundings: Surroundings): Promise<Facts> {
  const facts = await factsOf(surroundings, NOT_ASKED);
  return dependsOnEngine(facts) ? { ...facts, engine: await askEngine(surroundings, ENGINE_LIMIT) } : facts;
}

/** Whether there is a file that uid 50000, or a user of no name, cannot use as it should, or none that an engine could have. */
function dependsOnEngine({ ways, otherMounts: others, missingMounts: missing, localFiles: local = [] }: Facts): boolean {
  const mounts = [...('value' in ways ? ways.value : []).flatMap(({ mount }) => mount ?? []), ...others, ...local];
  return missing.length > 0 || mounts.some(({ entries }) => entries.some(({ wanted, permissions }) => (['same', 'mapped'] as const).some((user) => !containersCan(user, wanted, permissions))));
}

async function factsOf(surroundings: Surroundings, engine: Fact<Engine | undefined>): Promise<Facts> {
  const { directory, now, commands } = surroundings;
  const read = readOverride(directory);
  const text = dotenvText(directory);
  const dotenv = dotenvEntries('value' in text ? (text.value ?? '') : '');
  const environment = ('value' in read ? read.value?.environment : undefined) ?? new Map<string, string | null>();
  const variables = { environment, dotenv, env: surroundings.env };
  const local = localFiles(directory, environment, dotenv);
  const sources = 'value' in read && read.value !== undefined ? { override: read.value, dotenv, watched: () => Promise.resolve(NOT_ASKED), kindOf: () => Promise.resolve(NOT_ASKED) } : undefined;
  return {
    now,
    commands,
    machine: machineOf(surroundings),
    engine,
    ways: await collectWays(sources, surroundings),
    otherMounts: otherMounts(surroundings, variables),
    missingMounts: missingMounts(surroundings, variables, local),
    localFiles: local,
    astro: NOT_ASKED,
    clis: [],
    drift: NOT_ASKED,
    dotenv: NOT_ASKED,
    override: NOT_ASKED,
    strays: [],
    tracked: NOT_ASKED,
    deploys: { pushing: [], inImage: false },
    airflow: { runtime: NOT_ASKED, backends: [], shadows: [] },
  };
}
