import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * Installs the packages of the site, unless they are those of its lock file.
 *
 * @throws Error if that fails; npm has said why
 */
export function installSite(site: string): void {
  const wanted = fs.readFileSync(path.join(site, 'package-lock.json'), 'utf-8');
  const note = path.join(site, 'node_modules', '.installed');
  if (fs.existsSync(note) && fs.readFileSync(note, 'utf-8') === wanted) {
    return;
  }
  // None of them needs a script of its own to run.
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: site, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    throw new Error('The packages of the site could not be installed.');
  }
  fs.writeFileSync(note, wanted);
}

if (require.main === module) {
  installSite(__dirname);
}
