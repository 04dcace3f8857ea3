import path from 'node:path';
import { DIAGNOSES } from './diagnoses';
import type { Diagnosis } from './diagnosis';
import type { WayKind } from './strategy';
import { mountsIn, type HostMount } from '../host/binds';
import { homeDirectory } from '../host/home';
import { overrideIn, rawOverride } from '../host/override';
import { apiName } from '../text/api-name';
import { environmentEntries } from '../text/compose-environment';
import { AstroAirflowError } from '../text/error';
import { listed } from '../text/lists';
import { mapping } from '../text/mapping';

interface Parts {
  readonly mounts: readonly HostMount[];
  readonly variables: readonly string[];
}

/**
 * The calls that declare what a hand-made override has to reach a cloud: a sentence a cloud.
 *
 * @param directory the Astro project, absolute
 */
export function credentialsInstead(directory: string): string[] {
  const parts = partsIn(directory);
  return parts === undefined ? [] : DIAGNOSES.flatMap((diagnosis) => {
    const { found, kinds } = foundIn(diagnosis, parts);
    const calls = kinds.flatMap((kind) => diagnosis.strategies[kind]?.call ?? []);
    return found.length === 0 ? [] : [`Of that, ${listed(found)} ${found.length === 1 ? 'is' : 'are'} what ${calls.map(apiName).join(' or ')} in ${apiName('credentials')} declares.`];
  });
}

/** Mounts and variables by which the containers sign in to a cloud, as a message names them, and the ways that declare them. */
function foundIn({ mounted, profiles, shell, region, keyFiles }: Diagnosis, { mounts, variables }: Parts): { found: string[]; kinds: WayKind[] } {
  const has = (names: readonly string[] = []): string[] => names.filter((name) => variables.includes(name));
  const sources = mounts.filter((mount) => mounted?.isMounted(mount) ?? keyFiles.includes(path.posix.basename(mount.source))).map(({ source }) => `the mount of ${source}`);
  const ofFiles = [...sources, ...has(mounted?.variables), ...has(profiles?.variables)];
  const keys = has(shell?.keys);
  const found = [...new Set([...ofFiles, ...keys])];
  return { found: found.length === 0 ? [] : [...found, ...has(region?.variables)], kinds: ['session', ofFiles.length > 0 ? 'mounted' : 'environment'] };
}

/** Undefined if nobody can read the file. */
function partsIn(directory: string): Parts | undefined {
  try {
    const services = Object.values(mapping(rawOverride(overrideIn(directory) ?? '')?.services));
    return {
      mounts: mountsIn(directory, { env: {}, home: homeDirectory() ?? '/' }).filter(({ source }, index, all) => all.findIndex((other) => other.source === source) === index),
      variables: services.flatMap((service) => environmentEntries(mapping(service).environment).map(([name]) => name)),
    };
  } catch (error) {
    if (error instanceof AstroAirflowError) {
      return undefined;
    }
    throw error;
  }
}
