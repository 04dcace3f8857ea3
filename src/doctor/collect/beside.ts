import fs from 'node:fs';
import path from 'node:path';
import { airflow, runtimeOf } from './airflow';
import { clis } from './clis';
import { deploys } from './deploys';
import { dotenv, dotenvText } from './dotenv';
import { tryOut } from './in-container/index';
import { localFiles } from './local-files';
import { machineOf } from './machine';
import { missingMounts } from './missing-mounts';
import { online } from './online';
import { otherMounts } from './other-mounts';
import { override, readOverride } from './override';
import { profileKind } from './profile';
import type { StartedPrograms } from './programs';
import type { Surroundings } from './surroundings';
import { tracked } from './tracked';
import { watched } from './watched';
import { ways, type WaySources } from './ways';
import { OVERRIDE } from '../../files/managed-files';
import { dotenvEntries } from '../../text/dotenv-text';
import { UNREAD_OVERRIDES } from '../../text/override-names';
import type { Fact, Facts } from '../facts';

/** Collects what the files say, and what the programs that they name do, beside those that run already; then a trial, which needs some of it. */
export async function collectBeside(programs: StartedPrograms, surroundings: Surroundings): Promise<Facts> {
  const { directory, commands, now, isOnline } = surroundings;
  const asksOnline = isOnline ? online(surroundings) : undefined;
  const read = readOverride(directory);
  const text = dotenvText(directory);
  const found = 'value' in read ? read.value : undefined;
  const entries = dotenvEntries('value' in text ? (text.value ?? '') : '');
  const variables = { environment: found?.environment ?? new Map<string, string | null>(), dotenv: entries, env: surroundings.env };
  const local = localFiles(directory, variables.environment, entries);
  const said = new Map<string, Fact<string>>();
  const kindOf: WaySources['kindOf'] = (profile, cloud, needsRegion) => profileKind(profile, cloud, needsRegion, surroundings, (version) => said.set(cloud.cloud, version));
  let processes: ReturnType<typeof watched> | undefined;
  const asksWays = ways(found === undefined ? undefined : { override: found, dotenv: entries, watched: () => (processes ??= watched(surroundings)), kindOf }, surroundings);
  const asksGit = tracked(surroundings, local.map(({ name }) => name));
  // What needs no program is found while they run.
  const ofFiles = {
    now,
    commands,
    machine: machineOf(surroundings),
    otherMounts: otherMounts(surroundings, variables),
    missingMounts: missingMounts(surroundings, variables, local),
    localFiles: local,
    dotenv: dotenv(text),
    override: override(read, runtimeOf(directory)?.services),
    strays: straysIn(directory, found !== undefined),
    deploys: deploys(surroundings),
    airflow: airflow(directory, found, { dotenv: entries, env: surroundings.env }),
  };
  const declared = await asksWays;
  const asksClis = clis(declared, said, surroundings);
  const foundEngine = await programs.engine;
  const tried = surroundings.trial === undefined ? undefined : await tryOut(foundEngine, declared, entries, surroundings);
  return {
    ...ofFiles,
    ways: declared,
    engine: foundEngine,
    clis: await asksClis,
    astro: await programs.astro,
    drift: await programs.drift,
    tracked: await asksGit,
    ...(asksOnline === undefined ? {} : { online: await asksOnline }),
    ...(tried === undefined ? {} : { tried }),
  };
}

/** Overrides that nobody reads; one in the folder above counts where there is none here. */
function straysIn(directory: string, hasOverride: boolean): string[] {
  const names = [...UNREAD_OVERRIDES, ...(hasOverride ? [] : [`../${OVERRIDE.fileName}`])];
  return names.filter((name) => fs.existsSync(path.join(directory, name)));
}
