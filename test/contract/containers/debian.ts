import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { installOnceBeside } from '../install-once';
import { NotPrepared, Skipped, type RowRun } from '../row';
import { mustRun, runProgram, type Ran } from '../tools/program';

/** Packages that newer releases split off from another one. */
const SPLIT_OFF: readonly string[] = ['docker-cli'];

/** Unpacked packages of Debian. */
export interface DebianPackages {
  /** The folder that has their `usr` and `etc`. */
  readonly directory: string;
  /** The versions of the packages by their names, as Debian counts them. */
  readonly versions: ReadonlyMap<string, string>;
}

/**
 * Fetches packages, and what they need and this machine lacks, and unpacks them into the cache. The machine's own list
 * of packages is read, never changed. Debian keeps one version of each for a release, but for fixes: there is none to pin.
 *
 * @param name of the set of packages
 * @throws Skipped if the machine has no apt
 * @throws NotPrepared if they cannot be had
 */
export async function debianPackages(run: RowRun, name: string, packages: readonly string[]): Promise<DebianPackages> {
  if (['apt-get', 'dpkg-deb'].some((program) => spawnSync(program, ['--version']).status !== 0)) {
    throw new Skipped('there is no apt to get the engine from');
  }
  const directory = path.join(run.cache, 'debian', name);
  const day = run.latest ? new Date().toISOString().slice(0, 10) : '';
  await installOnceBeside(directory, [fs.readFileSync('/etc/os-release', 'utf-8'), day, ...packages].join('\n'), async () => {
    run.progress(`fetching ${packages.join(', ')} from Debian`);
    await fetchPackages(directory, packages);
  });
  const versions = fs.readFileSync(path.join(directory, 'versions.txt'), 'utf-8');
  return { directory, versions: new Map(versions.trim().split('\n').map((line) => line.split(' ') as [string, string])) };
}

async function fetchPackages(directory: string, packages: readonly string[]): Promise<void> {
  const apt = path.join(directory, 'apt');
  const archives = path.join(apt, 'archives');
  for (const folder of [path.join(archives, 'partial'), path.join(apt, 'lists', 'partial'), path.join(directory, 'usr', 'bin'), path.join(directory, 'usr', 'sbin'), path.join(directory, 'usr', 'lib')]) {
    fs.mkdirSync(folder, { recursive: true });
  }
  const options = [`Dir::Cache=${apt}`, `Dir::Cache::Archives=${archives}`, `Dir::State::Lists=${path.join(apt, 'lists')}`, 'APT::Sandbox::User=root', 'Debug::NoLocking=true'].flatMap((option) => ['-o', option]);
  // A source of the machine's that cannot be reached is no reason to stop: the packages may come from another one.
  const update = await runProgram('apt-get', [...options, 'update']);
  const known = await runProgram('apt-cache', [...options, 'pkgnames']);
  const names = packages.filter((name) => !SPLIT_OFF.includes(name) || known.stdout.split('\n').includes(name));
  const fetched = await runProgram('apt-get', [...options, 'install', '--yes', '--no-install-recommends', '--reinstall', '--download-only', ...names]);
  if (fetched.status !== 0) {
    throw new NotPrepared(`Debian's ${packages.join(', ')} cannot be had: ${lineOf('E', fetched) ?? `apt-get ended with ${fetched.status}`}; ${lineOf('[EW]', update) ?? 'the lists are up to date'}`);
  }
  // On Debian the one is a link to the other; packages may still be packed for before that.
  for (const name of ['bin', 'sbin', 'lib']) {
    fs.symlinkSync(`usr/${name}`, path.join(directory, name));
  }
  const versions: string[] = [];
  for (const file of fs.readdirSync(archives).filter((entry) => entry.endsWith('.deb')).map((entry) => path.join(archives, entry))) {
    await mustRun('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar --extract --keep-directory-symlink --directory "$2"', 'sh', file, directory]);
    versions.push((await mustRun('dpkg-deb', ['--show', '--showformat', '${Package} ${Version}\n', file])).stdout);
  }
  // What Debian's scripts would do, which an unpacked package does not run.
  for (const name of ['iptables', 'iptables-save', 'iptables-restore', 'ip6tables', 'ip6tables-save', 'ip6tables-restore']) {
    fs.symlinkSync('xtables-nft-multi', path.join(directory, 'usr', 'sbin', name));
  }
  fs.writeFileSync(path.join(directory, 'versions.txt'), versions.join(''));
  fs.rmSync(apt, { recursive: true });
}

/** The first line of a kind that apt printed: errors begin with `E: `, warnings with `W: `. */
function lineOf(kind: string, { output }: Ran): string | undefined {
  return new RegExp(`^${kind}: .*`, 'm').exec(output)?.[0];
}
