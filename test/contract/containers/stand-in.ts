import * as fs from 'node:fs';
import * as path from 'node:path';
import type { DebianPackages } from './debian';
import type { Engine } from './engine';
import { AIRFLOW_HOME, CONTAINER_USER } from '../base';
import type { RowRun } from '../row';
import { mustRun } from '../tools/program';

/** The image that stands in for the Astro Runtime: 2 MB, with its user and folders. */
export const AIRFLOW_IMAGE = 'localhost/airflow-stand-in:latest';

/** The image that the base file names. */
const POSTGRES_IMAGE = 'docker.io/postgres:12.6';

/** What the checks call in a container, and what the two programs below need. */
const APPLETS = ['cat', 'chmod', 'echo', 'id', 'ls', 'mkdir', 'mktemp', 'mv', 'rm', 'sh', 'sleep', 'touch', 'tr'];

/** Variables that the image itself sets. */
export const IMAGE_ENVIRONMENT: Readonly<Record<string, string>> = { PATH: '/usr/local/bin:/bin', AIRFLOW_HOME };

/** What ends, ends; everything else stays until it receives a signal to stop. */
const PROGRAM = `#!/bin/sh
[ "$1" != db ] || exit 0
trap 'exit 0' TERM INT
sleep 2147483647 &
wait
`;

/** Makes the images of the stack from a static busybox, without a network. */
export async function importImages(run: RowRun, engine: Engine, debian: DebianPackages): Promise<void> {
  const root = path.join(run.work, 'stand-in');
  for (const folder of ['bin', 'etc', 'tmp', 'usr/local/bin', CONTAINER_USER.home, AIRFLOW_HOME]) {
    fs.mkdirSync(path.join(root, folder), { recursive: true });
  }
  fs.copyFileSync(path.join(debian.directory, 'usr/bin/busybox'), path.join(root, 'bin/busybox'));
  APPLETS.forEach((name) => fs.symlinkSync('busybox', path.join(root, 'bin', name)));
  ['airflow', 'postgres'].forEach((name) => fs.writeFileSync(path.join(root, 'usr/local/bin', name), PROGRAM, { mode: 0o755 }));
  const { name, uid, home } = CONTAINER_USER;
  fs.writeFileSync(path.join(root, 'etc/passwd'), `root:x:0:0::/root:/bin/sh\n${name}:x:${uid}:${uid}::${home}:/bin/sh\n`);
  fs.writeFileSync(path.join(root, 'etc/group'), `root:x:0:\n${name}:x:${uid}:\n`);
  [home, AIRFLOW_HOME].forEach((folder) => fs.chownSync(path.join(root, folder), uid, uid));
  fs.chmodSync(path.join(root, 'tmp'), 0o1777);
  const tar = path.join(run.work, 'stand-in.tar');
  await mustRun('tar', ['--create', '--file', tar, '--directory', root, '.']);
  const variables = Object.entries(IMAGE_ENVIRONMENT).map(([key, value]) => `ENV ${key}=${value}`);
  const load = (image: string, ...changes: string[]): Promise<unknown> => engine.client('import', ...[...variables, ...changes].flatMap((change) => ['--change', change]), tar, image);
  await load(AIRFLOW_IMAGE, `USER ${name}`, `WORKDIR ${AIRFLOW_HOME}`);
  await load(POSTGRES_IMAGE, 'CMD ["postgres"]');
}
