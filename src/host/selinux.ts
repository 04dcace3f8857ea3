import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** It is there where SELinux is on. */
const ENFORCE = '/sys/fs/selinux/enforce';

/**
 * Lets containers read a file or folder where SELinux is on. Compose cannot: it drops `selinux: z` for a mount whose source it must not
 * create.
 *
 * @param enforce for tests
 */
export function label(file: string, note: (text: string) => void, enforce: string = ENFORCE): void {
  if (!fs.existsSync(enforce)) {
    return;
  }
  const { status, error } = spawnSync('chcon', ['-R', '-t', 'container_file_t', file], { stdio: 'ignore' });
  if (status !== 0) {
    note(`${file} did not get the SELinux type container_file_t (chcon: ${error === undefined ? `exit code ${status}` : 'not found'}), so containers may not read it.`);
  }
}
