import { ask } from './ask';
import type { Surroundings } from './surroundings';
import type { Diagnosis, ProfileKind } from '../../clouds/diagnosis';
import { findProgram } from '../../host/find-program';
import type { Fact } from '../facts';

/** The exit code of a question whose setting is not there. */
const NOT_SET = 1;

/** Which profile the containers use, and who chose it. */
export interface ChosenProfile {
  readonly name: string;
  readonly chosenBy?: string;
}

/**
 * What a profile is: the cloud's own command line reads its files, as the clients in the containers do.
 *
 * @returns undefined if there is no such profile
 */
export async function profileKind(profile: string, diagnosis: Diagnosis, { env }: Surroundings): Promise<Fact<ProfileKind | undefined>> {
  const { cli, questions, isUnknownProfile, cloudName } = diagnosis;
  if (findProgram(cli.program, env) === undefined) {
    return { unknown: `there is no ${cloudName} CLI that reads it` };
  }
  const asked = await Promise.all(questions(profile).map(async ({ key, args }) => [key, await ask(cli.program, args, { ...env, ...cli.environment })] as const));
  const answers = new Map<string, string | undefined>();
  for (const [key, answer] of asked) {
    if ('unknown' in answer) {
      return answer;
    }
    const { code = NOT_SET, stdout = '', stderr = '' } = answer.value ?? {};
    if (isUnknownProfile(stderr)) {
      return { value: undefined };
    }
    if (code !== 0 && (code !== NOT_SET || stderr.trim() !== '')) {
      return { unknown: `${cli.program} cannot read its files (exit code ${code}); run ${cli.program} configure list to see why` };
    }
    answers.set(key, code === 0 ? stdout.trim() : undefined);
  }
  return { value: diagnosis.profileKind(profile, answers) };
}

/** Where the variables of containers come from, the winner first; the shell's replace what the override names. */
export interface Variables {
  readonly environment: ReadonlyMap<string, string | null>;
  readonly dotenv: ReadonlyMap<string, string | undefined>;
  readonly env: NodeJS.ProcessEnv;
}

/** The profile that containers take whose variables are those of the override, then those of `.env`. */
export function chosenProfile({ profileVariables, defaultProfile }: Diagnosis, { environment, dotenv, env }: Variables): ChosenProfile {
  for (const variable of profileVariables) {
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
  return { name: defaultProfile };
}
