import { profileArgs } from './aws-session-causes';
import { furtherTarget, SESSION_FILE, SESSION_TARGET } from './aws-session-paths';
import type { ConfigFile, HostSetting } from '../../host/host-session';

/** Names that every reader of the file takes as they are, between quotes if they have a blank. */
const PLAIN = /^[\w.@+ -]+$/;

/**
 * The `config` that the containers' libraries read: where they get the keys of `default`, which is the exported profile, of that profile
 * by its name, and of the further ones.
 *
 * @param environment of the AWS CLI, which is asked for the region of the profile
 */
export function sessionConfig(profile: string, further: readonly string[], environment: HostSetting['environment']): ConfigFile {
  const own = `${SESSION_TARGET}/${SESSION_FILE}`;
  const byName = named(profile, own);
  return {
    name: 'config',
    isShared: true,
    // For projects that declare no region: one that they declare is in the environment, which comes first.
    setting: { name: 'region', program: 'aws', args: ['configure', 'get', 'region', ...profileArgs(profile)], environment, form: /^[a-z\d-]+$/, sections: 1 + byName.length },
    sections: [
      `# Written by projen-astro-airflow. No secret is in here.\n[default]\n${keysFrom(own)}`,
      ...byName,
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
