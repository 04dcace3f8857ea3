import * as path from 'node:path';
import { ask } from './ask';
import { readText } from './read-text';
import type { Surroundings } from './surroundings';
import type { CloudCli } from '../../clouds/diagnosis';
import type { ProfileKind, Profiles, Question } from '../../clouds/profiles';
import { findProgram } from '../../host/find-program';
import type { Fact } from '../facts';

/** The exit code of a question whose setting is not there. */
const NOT_SET = 1;

/** The profiles of a cloud, with the command line that reads them. */
export interface ProfilesOfCloud {
  readonly cloudName: string;
  readonly cli: CloudCli;
  readonly profiles: Profiles;
}

/** Which profile the containers use, and who chose it. */
export interface ChosenProfile {
  readonly name: string;
  readonly chosenBy?: string;
}

/**
 * What a profile is: the cloud's own command line reads its files, as the clients in the containers do.
 *
 * @param needsRegion whether it matters that the profile has a region
 * @returns undefined if there is no such profile
 */
export async function profileKind(profile: string, cloud: ProfilesOfCloud, needsRegion: boolean, surroundings: Surroundings): Promise<Fact<ProfileKind | undefined>> {
  const { cloudName, cli, profiles } = cloud;
  const { env } = surroundings;
  if (findProgram(cli.program, env) === undefined) {
    return { unknown: `there is no ${cloudName} CLI that reads it` };
  }
  const needed = profiles.questions(profile).filter(({ isRegion }) => needsRegion || isRegion !== true);
  const run = (args: readonly string[]) => ask(cli.program, args, { ...env, ...cli.environment });
  const asked = await Promise.all(worthAsking(needed, profiles, surroundings).map(async ({ key, args }) => [key, await run(args)] as const));
  const answers = new Map<string, string | undefined>();
  for (const [key, answer] of asked) {
    if ('unknown' in answer) {
      return answer;
    }
    const { code = NOT_SET, stdout = '', stderr = '' } = answer.value ?? {};
    if (profiles.isUnknown(stderr)) {
      return { value: undefined };
    }
    if (code !== 0 && (code !== NOT_SET || stderr.trim() !== '')) {
      return { unknown: `${cli.program} cannot read its files (exit code ${code}); run ${cli.program} configure list to see why` };
    }
    answers.set(key, code === 0 ? stdout.trim() : undefined);
  }
  return { value: profiles.kindOf(profile, answers) };
}

/**
 * The questions whose setting occurs in one of the files at all: whatever the parser, another one has no value, and each run takes half a
 * second of a processor. There is always one, which shows whether there is such a profile.
 */
function worthAsking(questions: readonly Question[], { settingFiles }: Profiles, { env, home }: Surroundings): readonly Question[] {
  const texts = settingFiles.map(({ variable, below }) => settingText(env[variable] || (home === undefined ? undefined : path.join(home, below))));
  const found = questions.filter(({ key }) => texts.some((text) => text === undefined || text.includes(key)));
  return found.length === 0 ? questions.slice(0, 1) : found;
}

/** In lower case, as the parsers take names of settings; undefined if it is not known what the clients read. */
function settingText(file: string | undefined): string | undefined {
  // Clients expand the home and variables in their own way.
  const text = file === undefined || /[~$%]/.test(file) ? { unknown: '' } : readText(path.resolve(file));
  return 'unknown' in text ? undefined : (text.value ?? '').toLowerCase();
}

/** Where the variables of containers come from, the winner first; the shell's replace what the override names. */
export interface Variables {
  readonly environment: ReadonlyMap<string, string | null>;
  readonly dotenv: ReadonlyMap<string, string | undefined>;
  readonly env: NodeJS.ProcessEnv;
}

/** The profile that containers take whose variables are those of the override, then those of `.env`. */
export function chosenProfile({ variables, default: otherwiseChosen }: Profiles, { environment, dotenv, env }: Variables): ChosenProfile {
  for (const variable of variables) {
    const value = environment.has(variable) ? environment.get(variable) : dotenv.get(variable);
    const [, name, otherwise] = /^\$\{(\w+):-([^${}]*)\}$/.exec(value ?? '') ?? [];
    if (name !== undefined) {
      const chosen = env[name];
      return chosen && chosen !== otherwise ? { name: chosen, chosenBy: `${name} of your shell` } : { name: otherwise };
    }
    const plain = value?.replace(/^(["'])(.*)\1$/, '$2');
    if (plain && !plain.includes('$')) {
      return environment.has(variable) ? { name: plain } : { name: plain, chosenBy: `${variable} of .env` };
    }
  }
  return { name: otherwiseChosen };
}
