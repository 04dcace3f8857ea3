import { AIRFLOW_CAUSES, NOT_FOUND } from './airflow-causes';
import { LOCAL_FILE_CAUSES } from './local-file-causes';
import type { Cause } from '../../clouds/cause';
import { DIAGNOSES } from '../../clouds/diagnoses';

/** The table of causes: what people see, why, and what fixes it. The documentation and the commands have it from here. */
export const CAUSES: readonly Cause[] = [...DIAGNOSES.flatMap(({ causes }) => causes), ...LOCAL_FILE_CAUSES, ...AIRFLOW_CAUSES];

/**
 * What a log says is wrong, the likeliest first. Several causes can look the same.
 *
 * @param log of a task, of a command of Airflow or of a start, as it was printed
 * @param backend the class of the secrets backend, where it is known: what only another cloud's has is not meant
 * @param files those in which the declared secrets are, from the project's directory; undefined if they are not known
 * @returns what is likely where nothing but "not found" is in it; nothing if all is well, or the cause is not known
 */
export function causesIn(log: string, backend?: string, files?: readonly string[]): readonly Cause[] {
  const text = withoutColors(log);
  // What an errand of the host prints is no matter of a container's log, where the same words have other causes.
  const found = CAUSES.filter(({ section, pattern }) => section !== 'export' && pattern?.test(text) === true).filter((cause) => cause.isOfFile !== true || files === undefined || isOfOne(cause.pattern!, text, files));
  const specific = found.filter((cause) => !isCoveredBy(cause, found));
  return specific.length > 0 || !NOT_FOUND.test(text) ? specific : CAUSES.filter((cause) => cause.isSilent === true && !isOfAnother(cause, backend));
}

/** Containers see the files below Airflow's home. */
function isOfOne(pattern: RegExp, text: string, files: readonly string[]): boolean {
  const found = [...text.matchAll(new RegExp(pattern, 'g'))].flatMap((match) => match.slice(1).filter((file) => file !== undefined));
  return files.some((file) => found.some((path) => `/${path}`.endsWith(`/${file}`)));
}

function isOfAnother(cause: Cause, backend: string | undefined): boolean {
  return backend !== undefined && DIAGNOSES.some(({ backends, causes }) => causes.includes(cause) && backends.every(({ classPath }) => classPath !== backend));
}

/** A row whose words are part of a more exact one says nothing beside it. */
function isCoveredBy(cause: Cause, found: readonly Cause[]): boolean {
  return found.some(({ id, covers = [] }) => id !== cause.id && covers.includes(cause.id));
}

function withoutColors(log: string): string {
  // eslint-disable-next-line no-control-regex
  return log.replace(/\u001B\[[\d;]*m/g, '');
}
