import { ask, mapped } from './ask';
import type { Surroundings } from './surroundings';
import { DIAGNOSES } from '../../clouds/diagnoses';
import type { CloudCli, Diagnosis } from '../../clouds/diagnosis';
import { isOlder } from '../../text/version-order';
import type { Cli, Fact, Program, Way } from '../facts';

/** The versions of all clouds' command lines, by their clouds. They are asked before it is known which of them matter. */
export async function cliVersions({ env }: Surroundings): Promise<ReadonlyMap<string, Fact<Program | undefined>>> {
  const all = DIAGNOSES.flatMap(({ cloud, cli }) => (cli === undefined ? [] : [versionOf(cli, env).then((version) => [cloud, version] as const)]));
  return new Map(await Promise.all(all));
}

async function versionOf({ program, versionArgs, versionIn, environment }: CloudCli, env: NodeJS.ProcessEnv): Promise<Fact<Program | undefined>> {
  return mapped(await ask(program, versionArgs, { ...env, ...environment }), (asked) => (asked === undefined ? undefined : { version: versionIn(`${asked.stdout}${asked.stderr}`) }));
}

/** The command lines of the clouds that are declared, with what the declared ways need of them. */
export function clis(versions: ReadonlyMap<string, Fact<Program | undefined>>, ways: Fact<readonly Way[]>): Cli[] {
  const declared = 'value' in ways ? ways.value : [];
  return DIAGNOSES.flatMap((diagnosis) => {
    const { cloud, cloudName, cli } = diagnosis;
    const way = declared.find((one) => one.cloud === cloud);
    const found = versions.get(cloud);
    if (way === undefined || found === undefined || cli === undefined) {
      return [];
    }
    return [{ cloudName, program: cli.program, found, install: cli.install, needs: needsOf(way, diagnosis), without: effectOf(way, diagnosis) }];
  });
}

function needsOf({ kind, profile }: Way, { session }: Diagnosis): Cli['needs'] {
  const ofProfile = profile !== undefined && 'value' in profile.kind ? profile.kind.value?.lowestCli : undefined;
  const ofWay = kind === 'session' && session !== undefined ? { version: session.lowestCli, why: 'a session' } : undefined;
  return ofProfile === undefined || (ofWay !== undefined && isOlder(ofProfile, ofWay.version)) ? ofWay : { version: ofProfile, why: `the profile ${profile!.name}` };
}

/** Where there is none. */
function effectOf({ kind }: Way, { profiles }: Diagnosis): Cli['without'] {
  if (kind === 'session') {
    return { isFailure: true, effect: 'which exports the keys of the session' };
  }
  return profiles === undefined ? undefined : { isFailure: false, effect: 'so your profiles are not checked' };
}
