import path from 'node:path';
import { settingFile } from './refused-file';
import type { Surroundings } from './surroundings';
import type { Profiles } from '../../clouds/profiles';
import type { HostMount } from '../../host/binds';
import { fromHome } from '../../text/posix-path';
import { posixWithFiles, powershellWithFiles } from '../../text/shell-words';

/** Variables that name the files of profiles, absolute; none where the command line reads the right ones by itself. */
export type ProfileFiles = Readonly<Record<string, string>>;

/** The files of profiles that the containers read in a mounted folder. */
export function mountedFiles({ settingFiles }: Profiles, { absolute }: Pick<HostMount, 'absolute'>, from: Pick<Surroundings, 'env' | 'home'>): ProfileFiles {
  const files = settingFiles.map((file) => ({ own: settingFile(file, from), variable: file.variable, mounted: path.join(absolute, path.posix.basename(file.below)) }));
  return files.every(({ own, mounted }) => own === mounted) ? {} : Object.fromEntries(files.map(({ variable, mounted }) => [variable, mounted]));
}

/** A command as a user types it, so that it reads and writes these files. */
export function withFiles(command: string, files: ProfileFiles, { home, platform }: Pick<Surroundings, 'home' | 'platform'>): string {
  // The command lines expand "~" themselves where a shell does not.
  const shown = Object.fromEntries(Object.entries(files).map(([variable, file]) => [variable, fromHome(file, home)]));
  return (platform === 'win32' ? powershellWithFiles : posixWithFiles)(shown, command);
}
