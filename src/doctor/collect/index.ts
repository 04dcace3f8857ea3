import fs from 'node:fs';
import path from 'node:path';
import { airflow, runtimeOf } from './airflow';
import { astro } from './astro';
import { clis } from './clis';
import { deploys } from './deploys';
import { dotenv, dotenvText } from './dotenv';
import { drift } from './drift';
import { engine } from './engine';
import { tryOut } from './in-container/index';
import { localFiles } from './local-files';
import { machineOf } from './machine';
import { missingMounts } from './missing-mounts';
import { online } from './online';
import { otherMounts } from './other-mounts';
import { override, readOverride } from './override';
import { profileKind } from './profile';
import type { Surroundings } from './surroundings';
import { tracked } from './tracked';
import { watched } from './watched';
import { ways, type WaySources } from './ways';
import { OVERRIDE } from '../../files/managed-files';
import { dotenvEntries } from '../../text/dotenv-text';
import { UNREAD_OVERRIDES } from '../../text/override-names';
import type { Fact, Facts } from '../facts';

/** Collects all facts, every program at the same time, but a trial, which needs some of them. It changes nothing, and fails in nothing: what cannot be found out is unknown. */
export async function collect(surroundings: Surroundings): Promise<Facts> {
  const { directory, commands, now, isOnline } = surroundings;
  // The programs are started first: they take far longer than the files.
  const programs = {
    astro: astro(surroundings),
    engine: engine(surroundings),
    drift: drift(surroundings),
    online: isOnline ? online(surroundings) : undefined,
  };
  const read = readOverride(directory);
  const text = dotenvText(directory);
  const found = 'value' in read ? read.value : undefined;
  const entries = dotenvEntries('value' in text ? (text.value ?? '') : '');
  const variables = { environment: found?.environment ?? new Map<string, string | null>(), dotenv: entries, env: surroundings.env };
  const local = localFiles(directory, variables.environment, entries);
  const trackedFiles = tracked(surroundings, local.map(({ name }) => name));
  const said = new Map<string, Fact<string>>();
  const kindOf: WaySources['kindOf'] = (profile, cloud, needsRegion) => profileKind(profile, cloud, needsRegion, surroundings, (version) => said.set(cloud.cloud, version));
  const declared = await ways(found === undefined ? undefined : { override: found, dotenv: entries, watched: watched(surroundings), kindOf }, surroundings);
  const asked = clis(declared, said, surroundings);
  const foundEngine = await programs.engine;
  const tried = surroundings.trial === undefined ? undefined : await tryOut(foundEngine, declared, entries, surroundings);
  return {
    now,
    commands,
    machine: machineOf(surroundings),
    astro: await programs.astro,
    engine: foundEngine,
    clis: await asked,
    ways: declared,
    otherMounts: otherMounts(surroundings, variables),
    missingMounts: missingMounts(surroundings, variables, local),
    localFiles: local,
    drift: await programs.drift,
    dotenv: dotenv(text),
    override: override(read, runtimeOf(directory)?.services),
    strays: straysIn(directory, found !== undefined),
    tracked: await trackedFiles,
    deploys: deploys(surroundings),
    airflow: airflow(directory, found, { dotenv: entries, env: surroundings.env }),
    ...(programs.online === undefined ? {} : { online: await programs.online }),
    ...(tried === undefined ? {} : { tried }),
  };
}

/** Overrides that nobody reads; one in the folder above counts where there is none here. */
function straysIn(directory: string, hasOverride: boolean): string[] {
  const names = [...UNREAD_OVERRIDES, ...(hasOverride ? [] : [`../${OVERRIDE.fileName}`])];
  return names.filter((name) => fs.existsSync(path.join(directory, name)));
}
