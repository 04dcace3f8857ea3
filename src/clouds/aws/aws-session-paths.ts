/** What the containers see as `~/.aws` of their user `astro`: the mounted folder of the declared profile. */
export const SESSION_TARGET = '/home/astro/.aws';

/** The file with the keys in a mounted folder. */
export const SESSION_FILE = 'session.json';

/** Where the containers see the mounted folder of a further profile: outside of the first one, in which nothing can be mounted. */
export function furtherTarget(profile: string): string {
  return `/home/astro/.aws-profiles/${profile}`;
}
