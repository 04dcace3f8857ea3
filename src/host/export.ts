import fs from 'node:fs';
import { causeOf } from './causes';
import { WALL_CLOCK, type Clock } from './clock';
import { configText, settingIn } from './config-files';
import { fileText } from './file-text';
import { prepareFolders } from './folders';
import { LOGIN, type Failure, type HostSession, type SessionFile } from './host-session';
import { endIn, keysIn, keysOfShell, memberIn, type Keys } from './keys';
import { withLock } from './lock';
import { mounted, placesOf, type Places } from './places';
import { putMounted } from './put-file';
import { removeKeys } from './remove-session';
import { runProgram, type Program, type Ran } from './run-program';
import { lastSource } from './sign-in-source';
import { isForOther, readState, writeState } from './state';
import { AstroAirflowError } from '../text/error';

/** Time limit of an export without a terminal. */
const LIMIT = 60_000;
/** With keys that expire sooner, Airflow is not started without new ones. */
const ENOUGH_OFFLINE = 300_000;

/** How an export is done. */
export interface ExportOptions {
  /** When the cloud's program is run: `always`; `start`, if the keys expire soon or its settings changed; `watch`, if the keys expire soon. */
  readonly when: 'always' | 'start' | 'watch';
  /** The folder of the Astro project that uses the keys: absolute. */
  readonly project: string;
  /** Receives lines for the user. */
  readonly say: (line: string) => void;
  /** Whether the program may ask the user; it then has no time limit. */
  readonly terminal?: boolean;
  /** Takes the keys from this process's environment instead of the program. */
  readonly fromEnvironment?: boolean;
  readonly signal?: AbortSignal;
  /** Time limit of the program without a terminal, in milliseconds. */
  readonly limit?: number;
  readonly clock?: Clock;
  readonly env?: NodeJS.ProcessEnv;
}

/** The result of an export. */
export type Exported =
  /** There are keys; `fresh` is true if they are new. */
  | { readonly kind: 'keys'; readonly end: number; readonly fresh: boolean }
  /** There are no newer keys, because the cloud cannot be reached, but the old ones are still valid for a while. */
  | { readonly kind: 'offline'; readonly end: number; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** A signal ended the export, or a logout that of a watch. */
  | { readonly kind: 'stopped' };

/** The host's settings by the config file that they belong to; undefined if the host has none. */
type Settings = ReadonlyMap<string, string | undefined>;

/**
 * Ensures that the mounted folder of a session has keys: the export that `login`, `start`, `restart` and the watch share.
 *
 * @throws AstroAirflowError if a folder or file is in the way, or the disk refuses
 */
export async function exportSession(session: HostSession, options: ExportOptions): Promise<Exported> {
  const { say, signal, clock = WALL_CLOCK } = options;
  const places = placesOf(session);
  prepareFolders(places, session, noted(say));
  checkSameName(session, places);
  const seen = session.files.map((file) => endOnDisk(places, file));
  const exported = await withLock(places.lock, { clock, waits: waiting(session, say), signal }, () => underLock(session, places, seen, options, clock));
  return exported ?? { kind: 'stopped' };
}

/**
 * Makes the folder that the containers mount, without new keys, and records the project: its containers use those that are there, or that another
 * project exports.
 *
 * @throws AstroAirflowError if a folder or file is in the way, or the disk refuses
 */
export async function prepareSession(session: HostSession, { project, say, signal, clock = WALL_CLOCK }: Pick<ExportOptions, 'project' | 'say' | 'signal' | 'clock'>): Promise<void> {
  const places = placesOf(session);
  prepareFolders(places, session, noted(say));
  await withLock(places.lock, { clock, waits: waiting(session, say), signal }, () => {
    writeConfig(session, places, say);
    const state = readState(places) ?? { name: session.name, projects: [], leased: false };
    if (!state.projects.includes(project)) {
      writeState(places, { ...state, projects: [...state.projects, project] });
    }
    return Promise.resolve();
  });
}

function waiting({ cloudName, name }: HostSession, say: ExportOptions['say']): () => void {
  return () => say(`${cloudName}: another export of ${name} is under way, waiting`);
}

/** Reports a failure without consequences. */
function noted(say: ExportOptions['say']): (note: string) => void {
  return (note) => say(`note: ${note}`);
}

/** The expiry of the keys of a session, of the first one if they differ; 0 if there are none. */
export function endOfSession(session: HostSession): number {
  const places = placesOf(session);
  return Math.min(...session.files.map((file) => endOnDisk(places, file)));
}

/** On a system that ignores case, two profiles would share a folder, and containers would get the keys of the other one. */
function checkSameName({ name, cloudName }: HostSession, places: Places): void {
  const other = readState(places)?.name;
  if (other !== undefined && other !== name) {
    throw new AstroAirflowError(`${places.own} has the ${cloudName} keys of "${other}", not of "${name}": this file system ignores case. Rename one of the profiles, or remove that folder.`);
  }
}

async function underLock(session: HostSession, places: Places, seen: readonly number[], options: ExportOptions, clock: Clock): Promise<Exported> {
  const { project, say, fromEnvironment = false } = options;
  const state = readState(places);
  const isOther = isForOther(state, session);
  if (isOther && state !== undefined && options.when === 'watch') {
    // The last start counts: its containers would get these credentials instead of their own.
    return { kind: 'failed', failure: { text: `another shell has put other credentials into the folder of ${session.name}, so they are not renewed here. Run ${LOGIN} in the shell that starts the containers.` } };
  }
  if (state === undefined && options.when === 'watch' && endOfSession(session) === 0) {
    // A logout came between the look of the watch and this export, which would put the keys back.
    return { kind: 'stopped' };
  }
  writeConfig(session, places, say);
  // First: after a failed export, containers would continue to use them.
  if (isOther && removeKeys(session)) {
    const { cloudName, name } = session;
    const why = state === undefined ? `it is not known what the keys of ${name} were for` : `the keys of ${name} were for another place than your shell and the project name now`;
    say(`${cloudName}: ${why}, so they were removed`);
  }
  let settings: Promise<Settings> | undefined;
  let fresh = false;
  let known = state;
  const remember = (leased: boolean): void => {
    if (known?.leased !== leased || isForOther(known, session) || !known.projects.includes(project)) {
      known = { name: session.name, projects: [...new Set([...(known?.projects ?? []), project])], leased, ...(session.about === undefined ? {} : { about: session.about }) };
      writeState(places, known);
    }
  };
  for (const [index, file] of session.files.entries()) {
    const end = endOnDisk(places, file);
    // Keys that another process got meanwhile are as good, unless a certain identity is wanted.
    const isTaken = !fromEnvironment && end !== seen[index] && end > clock.now();
    if (isTaken || !isDue(session, places, file, end, state !== undefined, options, clock.now())) {
      fresh ||= isTaken;
      continue;
    }
    settings ??= askSettings(session, places, isOther, options);
    const found = await newKeys(session, file, options, clock);
    if (found === 'stopped') {
      return { kind: 'stopped' };
    }
    if (!('end' in found)) {
      const without = withoutNew(session, found, clock.now());
      if (without.kind === 'offline') {
        // Its containers use the keys that are there.
        remember(known?.leased ?? false);
      }
      return without;
    }
    // Before the keys, so that clean finds them whatever ends this process.
    remember(found.leased);
    if (file.bare !== undefined) {
      // First, because the other one has their end.
      putMounted(places, file.bare.name, memberIn(found.text, file.bare.member), noted(say));
    }
    putMounted(places, file.name, found.text, noted(say));
    fresh ||= found.end !== end;
  }
  writeConfig(session, places, say, await settings);
  remember(known?.leased ?? false);
  return { kind: 'keys', end: endOfSession(session), fresh };
}

function isDue({ askBelow, settings }: HostSession, places: Places, { name }: SessionFile, end: number, isKnown: boolean, { when }: ExportOptions, now: number): boolean {
  if (when === 'always' || !isKnown || end - now <= askBelow * 1_000) {
    return true;
  }
  return when === 'start' && settings.some((file) => changed(file) > changed(mounted(places, name)));
}

async function newKeys(session: HostSession, file: SessionFile, options: ExportOptions, clock: Clock): Promise<Keys | Failure | 'stopped'> {
  const { terminal = false, fromEnvironment = false, signal, limit = LIMIT, env = process.env } = options;
  if (fromEnvironment) {
    return keysOfShell(env, session, file, clock.now());
  }
  const ran: Ran = await runProgram(programOf(file, env), { terminal, signal, limit: terminal ? undefined : limit });
  if (ran.problem === 'stopped') {
    return 'stopped';
  }
  if (ran.code === 0) {
    return keysIn(ran.stdout, session, file, clock.now());
  }
  const failure = causeOf(ran, session, file);
  const { source } = session;
  if (failure.signIn === undefined || source === undefined) {
    return failure;
  }
  const asked = async (args: readonly string[]): Promise<string | undefined> => {
    const { code, stdout } = await runProgram(programOf({ ...source, args }, env), { terminal: false, signal, limit });
    return code === 0 ? stdout.trim() || undefined : undefined;
  };
  const name = await lastSource(source, session.name, asked);
  return signal?.aborted === true ? 'stopped' : causeOf(ran, { ...session, causes: source.causes(name) }, file);
}

/** A program with its environment. */
function programOf({ program, args, environment }: Pick<SessionFile, 'program' | 'args' | 'environment'>, env: NodeJS.ProcessEnv): Program {
  const others = Object.entries(env).filter(([name]) => !(name.toUpperCase() in environment));
  return { program, args, env: { ...Object.fromEntries(others), ...environment } };
}

function withoutNew(session: HostSession, failure: Failure, now: number): Exported {
  const end = endOfSession(session);
  return failure.isNetwork === true && end - now > ENOUGH_OFFLINE ? { kind: 'offline', end, failure } : { kind: 'failed', failure };
}

/**
 * Gets the host's settings for the config files, while the keys are exported, and only if a file does not exist yet or the settings of the cloud's
 * program have changed since, or are other ones.
 */
async function askSettings(session: HostSession, places: Places, isOther: boolean, options: ExportOptions): Promise<Settings> {
  const { fromEnvironment = false, signal, limit = LIMIT, env = process.env } = options;
  const asked = session.configFiles.map(async ({ name, setting }): Promise<Array<[string, string | undefined]>> => {
    const place = mounted(places, name);
    const present = settingIn(fileText(place) ?? '', setting);
    const isKnown = !isOther && present !== undefined && !session.settings.some((one) => changed(one) > changed(place));
    if (setting === undefined || isKnown || fromEnvironment) {
      return [];
    }
    const { code, stdout } = await runProgram(programOf(setting, env), { terminal: false, signal, limit });
    const value = stdout.trim();
    return [[name, code === 0 && setting.form.test(value) ? value : undefined]];
  });
  return new Map((await Promise.all(asked)).flat());
}

function writeConfig({ configFiles }: HostSession, places: Places, say: (line: string) => void, settings: Settings = new Map()): void {
  for (const file of configFiles) {
    const present = fileText(mounted(places, file.name));
    const text = configText(file, present, settings.has(file.name) ? settings.get(file.name) : settingIn(present ?? '', file.setting));
    if (text !== present) {
      putMounted(places, file.name, text, noted(say), file.isProgram);
    }
  }
}

function endOnDisk(places: Places, { name, shape, bare }: SessionFile): number {
  const text = fileText(mounted(places, name)) ?? '';
  // The containers read the file that contains only that member: without it there are no keys.
  return bare !== undefined && fileText(mounted(places, bare.name)) !== memberIn(text, bare.member) ? 0 : endIn(text, shape);
}

/** The modification time of a file; 0 if it does not exist or is not accessible, which the cloud's program reports better. */
function changed(file: string): number {
  try {
    return fs.statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
