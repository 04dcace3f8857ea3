import type { HostSession } from './host-session';
import { mounted, type Places } from './places';

/** The user of the containers is another one, and owns none of the files. */
export const READABLE = 0o644;
export const RUNNABLE = 0o755;

/** A file that containers read, and the mode that it needs for that. */
export interface MountedFile {
  /** Absolute. */
  readonly file: string;
  readonly mode: number;
}

/** The files that a session has in the mounted folder, once there are keys. */
export function mountedFiles(places: Places, { configFiles, files }: Pick<HostSession, 'configFiles' | 'files'>): MountedFile[] {
  const keys = files.flatMap(({ name, bare }) => [name, ...(bare === undefined ? [] : [bare.name])]);
  return [
    ...configFiles.map(({ name, isProgram }) => ({ file: mounted(places, name), mode: isProgram === true ? RUNNABLE : READABLE })),
    ...keys.map((name) => ({ file: mounted(places, name), mode: READABLE })),
  ];
}
