import { AIRFLOW_CAUSES, NOT_FOUND } from './airflow-causes';
import { LOCAL_FILE_CAUSES } from './local-file-causes';
import type { Cause } from '../../clouds/cause';
import { DIAGNOSES } from '../../clouds/diagnoses';
import type { Diagnosis } from '../../clouds/diagnosis';
import type { WayKind } from '../../clouds/strategy';

/** The table of causes: what people see, why, and what fixes it. The documentation and the commands have it from here. */
export const CAUSES: readonly Cause[] = [...DIAGNOSES.flatMap(({ causes }) => causes), ...LOCAL_FILE_CAUSES, ...AIRFLOW_CAUSES];

/** What is known of the project that a log is of. */
export interface Logged {
  /** The class of the secrets backend; undefined if it is not known, or none is set. */
  readonly backend?: string;
  /** The files in which the declared secrets are, from the project's directory; undefined if they are not known. */
  readonly files?: readonly string[];
  /** How containers get credentials, by the cloud; undefined if that is not known. */
  readonly ways?: ReadonlyMap<string, WayKind>;
}

/**
 * What a log says is wrong, the likeliest first. Several causes can look the same: of these, what only another way or another cloud has is
 * not meant.
 *
 * @param log of a task, of a command of Airflow or of a start, as it was printed
 * @returns what is likely where nothing but "not found" is in it; nothing if all is well, or the cause is not known
 */
export function causesIn(log: string, logged: Logged = {}): readonly Cause[] {
  const { files } = logged;
  const text = withoutColors(log);
  // What an errand of the host prints is no matter of a container's log, where the same words have other causes.
  const found = CAUSES.filter(({ section, pattern }) => section !== 'export' && pattern?.test(text) === true).filter((cause) => cause.isOfFile !== true || files === undefined || isOfOne(cause.pattern!, text, files));
  const specific = found.filter((cause) => !isCoveredBy(cause, found));
  if (specific.length === 0 && NOT_FOUND.test(text)) {
    return CAUSES.filter((cause) => cause.isSilent === true && isLookedUp(cause, logged));
  }
  const possible = specific.filter((cause) => happens(cause, logged));
  // A cloud that is not declared can be set up in the image.
  return [...possible.filter((cause) => isDeclared(cause, logged)), ...possible.filter((cause) => !isDeclared(cause, logged))];
}

/** Whether it happens with the way that is declared for its cloud. */
function happens(cause: Cause, { ways }: Logged): boolean {
  const cloud = cloudOf(cause);
  return ways === undefined || cloud === undefined || cause.ways === undefined || cause.ways.includes(ways.get(cloud.cloud) ?? 'none');
}

function isDeclared(cause: Cause, { ways, backend }: Logged): boolean {
  const cloud = cloudOf(cause);
  return cloud === undefined || ways === undefined || ways.has(cloud.cloud) || hasBackend(cloud, backend);
}

/** Whether secrets are looked up in the cloud that it is of. */
function isLookedUp(cause: Cause, { backend, ways }: Logged): boolean {
  const cloud = cloudOf(cause);
  // With the ways the backend is known, too.
  return cloud === undefined || (backend === undefined && ways === undefined) || hasBackend(cloud, backend);
}

function cloudOf(cause: Cause): Diagnosis | undefined {
  return DIAGNOSES.find(({ causes }) => causes.includes(cause));
}

function hasBackend({ backends }: Diagnosis, backend: string | undefined): boolean {
  return backends.some(({ classPath }) => classPath === backend);
}

/** Containers see the files below Airflow's home. */
function isOfOne(pattern: RegExp, text: string, files: readonly string[]): boolean {
  const found = [...text.matchAll(new RegExp(pattern, 'g'))].flatMap((match) => match.slice(1).filter((file) => file !== undefined));
  return files.some((file) => found.some((path) => `/${path}`.endsWith(`/${file}`)));
}

/** A row whose words are part of a more exact one says nothing beside it. */
function isCoveredBy(cause: Cause, found: readonly Cause[]): boolean {
  return found.some(({ id, covers = [] }) => id !== cause.id && covers.includes(cause.id));
}

function withoutColors(log: string): string {
  // eslint-disable-next-line no-control-regex
  return log.replace(/\u001B\[[\d;]*m/g, '');
}
