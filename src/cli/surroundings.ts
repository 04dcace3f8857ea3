import path from 'node:path';
import { commandIn, nearestProject, projectDirectory, writeCommand } from './projen-project';
import { homeDirectory } from '../host/home';

/** As it was called: where jsii keeps packages unpacked, this one is a link to a folder that has no projen above it. */
const BIN = process.argv[1] ?? path.resolve(__dirname, '..', '..', 'bin', 'projen-astro-airflow');

/**
 * Where the doctor looks.
 *
 * @param directory the Astro project's: absolute
 */
export function surroundingsOf(directory: string) {
  const named = (name: string): string => commandIn(name, directory);
  return {
    directory,
    project: nearestProject(directory) === undefined ? undefined : projectDirectory(directory),
    env: process.env,
    home: homeDirectory(),
    platform: process.platform,
    bin: BIN,
    commands: { write: writeCommand(directory), login: named('login'), start: named('start'), try: named('try'), doctor: named('doctor'), drift: named('drift') },
    now: Date.now(),
  };
}
