import { ask } from './ask';
import type { Variables } from './container-variable';
import { valueInOverride } from './override';
import { withFiles, type ProfileFiles } from './profile-files';
import { readText } from './read-text';
import { brokenFile, closedFile, settingFile } from './refused-file';
import type { Surroundings } from './surroundings';
import type { CloudCli } from '../../clouds/diagnosis';
import type { ProfileKind, Profiles, Question } from '../../clouds/profiles';
import { findProgram } from '../../host/find-program';
import { variableWithDefault } from '../../text/compose-variables';
import type { Fact, RefusedFile } from '../facts';

/** The exit code of a question whose setting is not there. */
const NOT_SET = 1;

/** In the place of an answer that is not asked for: a setting is there. */
const PLAIN = 'set';

/** The profiles of a cloud, with the command line that reads them. */
export interface ProfilesOfCloud {
  readonly cloud: string;
  readonly cloudName: string;
  readonly cli: CloudCli;
  readonly profiles: Profiles;
  readonly files: ProfileFiles;
}

/** Takes the version of a command line where a run says it beside its answer, or why there is no answer. */
export type SaysVersion = (version: Fact<string>) => void;

/** Which profile the containers use, and who chose it. */
export interface ChosenProfile {
  readonly name: string;
  readonly chosenBy?: string;
}

/** What a profile is, or the file that cannot be read. */
export type FoundProfile = Fact<ProfileKind | undefined> | { readonly refused: RefusedFile };

/**
 * What a profile is: the cloud's own command line reads its files, as the clients in the containers do.
 *
 * @param needsRegion whether it matters that the profile has a region
 * @returns undefined if there is no such profile
 */
export async function profileKind(name: string, cloud: ProfilesOfCloud, needsRegion: boolean, surroundings: Surroundings, says: SaysVersion): Promise<FoundProfile> {
  const { cloudName, cli, profiles, files } = cloud;
  const from = { ...surroundings, env: { ...surroundings.env, ...files } };
  const { env } = from;
  if (findProgram(cli.program, env) === undefined) {
    return { unknown: `there is no ${cloudName} CLI that reads it` };
  }
  const texts = profiles.settingFiles.map((file) => ({ ...file, text: settingText(settingFile(file, from)) }));
  // Of the region it counts alone that there is one.
  const hasRegion = (key: string): boolean => texts.some(({ text, hasPlainly }) => text !== undefined && hasPlainly?.(text, name, key) === true);
  const regions = profiles.questions(name).filter(({ isRegion, key }) => isRegion === true && hasRegion(key));
  const needed = profiles.questions(name).filter((question) => question.isRegion !== true || (needsRegion && !hasRegion(question.key)));
  const run = (args: readonly string[]) => ask(cli.program, args, { ...env, ...cli.environment });
  const { verbose } = cli;
  const argsOf = (args: readonly string[], index: number) => (index > 0 || verbose === undefined ? args : [...args, verbose.arg]);
  const asking = worthAsking(needed, name, profiles, texts.map(({ text }) => text));
  const asked = await Promise.all(asking.map(async ({ key, args }, index) => [key, await run(argsOf(args, index))] as const));
  const answers = new Map<string, string | undefined>(regions.map(({ key }) => [key, PLAIN]));
  for (const [key, answer] of asked) {
    if ('unknown' in answer) {
      says(answer);
      return answer;
    }
    const { code = NOT_SET, stdout = '', stderr: printed = '' } = answer.value ?? {};
    const version = verbose?.versionIn(printed);
    if (version !== undefined) {
      says({ value: version });
    }
    const stderr = verbose === undefined ? printed : printed.split('\n').filter((line) => !verbose.line.test(line)).join('\n');
    const refused = profiles.isUnknown(stderr) ? closedFile(profiles, from) : brokenFile(stderr, profiles, from);
    if (refused !== undefined) {
      return { refused };
    }
    if (profiles.isUnknown(stderr)) {
      return { value: undefined };
    }
    if (code !== 0 && (code !== NOT_SET || stderr.trim() !== '')) {
      return { unknown: `${cli.program} cannot read its files (exit code ${code}); run ${withFiles(`${cli.program} configure list`, files, from)} to see why` };
    }
    answers.set(key, code === 0 ? stdout.trim() : undefined);
  }
  return { value: profiles.kindOf(name, answers, (setting) => isInTexts(setting, name, profiles, texts.map(({ text }) => text))) };
}

/**
 * The questions whose setting occurs in what the files have of the profile: whatever the parser, another one has no value, and each run takes
 * half a second of a processor. There is always one, which shows whether there is such a profile.
 */
function worthAsking(questions: readonly Question[], profile: string, profiles: Profiles, texts: ReadonlyArray<string | undefined>): readonly Question[] {
  const found = questions.filter(({ key }) => isInTexts(key, profile, profiles, texts));
  return found.length === 0 ? questions.slice(0, 1) : found;
}

/** Whether files can have a setting of a profile. */
function isInTexts(setting: string, profile: string, { textAbout }: Profiles, texts: ReadonlyArray<string | undefined>): boolean {
  // The parsers take names of settings in lower case.
  return texts.some((text) => text === undefined || textAbout(text, profile).toLowerCase().includes(setting));
}

/** Undefined if it is not known what the clients read. */
function settingText(file: string | undefined): string | undefined {
  const text = file === undefined ? { unknown: '' } : readText(file);
  return 'unknown' in text ? undefined : (text.value ?? '');
}

/** The profile that containers take whose variables are those of the override, then those of `.env`. */
export function chosenProfile({ variables, default: otherwiseChosen }: Profiles, { environment, dotenv, env }: Variables): ChosenProfile {
  for (const variable of variables) {
    const value = environment.has(variable) ? environment.get(variable) : dotenv.get(variable);
    const declared = variableWithDefault(value ?? '');
    if (declared !== undefined) {
      const { variable: name, otherwise } = declared;
      const chosen = env[name];
      return chosen && chosen !== otherwise ? { name: chosen, chosenBy: `${name} of your shell` } : { name: otherwise };
    }
    const plain = environment.has(variable) ? valueInOverride(environment, variable, env) : plainIn(dotenv.get(variable));
    if (plain) {
      return environment.has(variable) ? { name: plain } : { name: plain, chosenBy: `${variable} of .env` };
    }
  }
  return { name: otherwiseChosen };
}

/** A value of `.env` without its quotes; undefined if it has variables. */
function plainIn(value: string | undefined): string | undefined {
  return value?.includes('$') === true ? undefined : value?.replace(/^(["'])(.*)\1$/, '$2');
}
