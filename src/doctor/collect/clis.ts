import { ask, mapped } from './ask';
import type { Surroundings } from './surroundings';
import { DIAGNOSES } from '../../clouds/diagnoses';
import type { Diagnosis } from '../../clouds/diagnosis';
import { isOlder } from '../../text/version-order';
import type { Cli, Fact, Program, Way } from '../facts';

/** The versions of all clouds' command lines, by their clouds. They are asked before it is known which of them matter. */
export async function cliVersions({ env }: Surroundings): Promise<ReadonlyMap<string, Fact<Program | undefined>>> {
  const all = await Promise.all(DIAGNOSES.map(async ({ cloud, cli }) => [cloud, mapped(await ask(cli.program, cli.versionArgs, { ...env, ...cli.environment }), (asked) => (asked === undefined ? undefined : { version: cli.versionIn(`${asked.stdout}${asked.stderr}`) }))] as const));
  return new Map(all);
}

/** The command lines of the clouds that are declared, with what the declared ways need of them. */
export function clis(versions: ReadonlyMap<string, Fact<Program | undefined>>, ways: Fact<readonly Way[]>): Cli[] {
  const declared = 'value' in ways ? ways.value : [];
  return DIAGNOSES.flatMap((diagnosis) => {
    const way = declared.find(({ cloud }) => cloud === diagnosis.cloud);
    const found = versions.get(diagnosis.cloud);
    const { cloudName, cli: { program, install } } = diagnosis;
    return way === undefined || found === undefined ? [] : [{ cloudName, program, found, install, needs: needsOf(way, diagnosis), isOptional: way.kind !== 'session' }];
  });
}

function needsOf({ kind, profile }: Way, { cli: { lowestForSessions } }: Diagnosis): Cli['needs'] {
  const ofProfile = profile !== undefined && 'value' in profile.kind ? profile.kind.value?.lowestCli : undefined;
  const ofWay = kind === 'session' ? { version: lowestForSessions, why: 'a session' } : undefined;
  return ofProfile === undefined || (ofWay !== undefined && isOlder(ofProfile, ofWay.version)) ? ofWay : { version: ofProfile, why: `the profile ${profile!.name}` };
}
