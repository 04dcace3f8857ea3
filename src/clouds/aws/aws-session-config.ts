import { furtherTarget, SESSION_FILE, SESSION_TARGET } from './aws-session-paths';
import type { ConfigFile } from '../../host/host-session';

/** Names that every reader of the file takes as they are, between quotes if they have a blank. */
const PLAIN = /^[\w.@+ -]+$/;

/**
 * The `config` that the containers' libraries read: where they get the keys of `default`, which is the exported profile, of that profile
 * by its name, and of the further ones.
 */
export function sessionConfig(profile: string, further: readonly string[]): ConfigFile {
  const own = `${SESSION_TARGET}/${SESSION_FILE}`;
  return {
    name: 'config',
    isShared: true,
    sections: [
      `# Written by projen-astro-airflow. No secret is in here.\n[default]\n${keysFrom(own)}`,
      ...named(profile, own),
      ...further.flatMap((name) => named(name, `${furtherTarget(name)}/${SESSION_FILE}`)),
    ],
  };
}

function named(profile: string, file: string): string[] {
  return profile === 'default' || !PLAIN.test(profile) ? [] : [`[profile ${profile.includes(' ') ? `"${profile}"` : profile}]\n${keysFrom(file)}`];
}

/** With its whole path, because a task can set a PATH of its own. */
function keysFrom(file: string): string {
  return `credential_process = /bin/cat ${file.includes(' ') ? `"${file}"` : file}\n`;
}
