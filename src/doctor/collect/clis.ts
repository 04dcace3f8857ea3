import { ask, mapped } from './ask';
import type { Surroundings } from './surroundings';
import { DIAGNOSES } from '../../clouds/diagnoses';
import type { CloudCli, Diagnosis } from '../../clouds/diagnosis';
import { isOlder } from '../../text/version-order';
import { hasKeys } from '../declared-sessions';
import type { Cli, Fact, Program, Way } from '../facts';

/**
 * The command lines of the clouds that are declared, with what the declared ways need of them.
 *
 * @param said versions that other runs have said already, by their clouds
 */
export async function clis(ways: Fact<readonly Way[]>, said: ReadonlyMap<string, Fact<string>>, { env, now }: Surroundings): Promise<Cli[]> {
  const declared = 'value' in ways ? ways.value : [];
  const all = DIAGNOSES.map(async (diagnosis): Promise<Cli[]> => {
    const { cloud, cloudName, cli } = diagnosis;
    const way = declared.find((one) => one.cloud === cloud);
    if (way === undefined || cli === undefined) {
      return [];
    }
    return Promise.all((way.programs ?? [cli.program]).map(async (program): Promise<Cli> => {
      const { install } = cli.others?.find((other) => other.program === program) ?? cli;
      const known = program === cli.program ? said.get(cloud) : undefined;
      const found = known === undefined ? await versionOf({ ...cli, program }, env) : mapped(known, (version) => ({ version }));
      return { cloudName, program, found, install, needs: needsOf(way, diagnosis, now), without: effectOf(way, diagnosis, now) };
    }));
  });
  return (await Promise.all(all)).flat();
}

async function versionOf({ program, versionArgs, versionIn, environment }: CloudCli, env: NodeJS.ProcessEnv): Promise<Fact<Program | undefined>> {
  return mapped(await ask(program, versionArgs, { ...env, ...environment }), (asked) => (asked === undefined ? undefined : { version: versionIn(`${asked.stdout}${asked.stderr}`) }));
}

function needsOf({ kind, profile, sessions }: Way, { session }: Diagnosis, now: number): Cli['needs'] {
  const ofProfile = profile !== undefined && 'value' in profile.kind ? profile.kind.value?.lowestCli : undefined;
  const ofWay = kind === 'session' && session !== undefined && !hasKeys({ sessions }, now) ? { version: session.lowestCli, why: 'a session' } : undefined;
  return ofProfile === undefined || (ofWay !== undefined && isOlder(ofProfile, ofWay.version)) ? ofWay : { version: ofProfile, why: `the profile ${profile!.name}` };
}

/** Where there is none. */
function effectOf({ kind, sessions }: Way, { profiles }: Diagnosis, now: number): Cli['without'] {
  if (kind === 'session') {
    return { isFailure: !hasKeys({ sessions }, now), effect: 'which exports the keys of the session' };
  }
  return profiles === undefined ? undefined : { isFailure: false, effect: 'so your profiles are not checked' };
}
