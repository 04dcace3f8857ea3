import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AIRFLOW_HOME, CONTAINER_USER } from '../base';
import type { BindMount } from './compose-service';
import { NotPrepared, Skipped, type RowRun } from '../row';
import { runProgram, type Ran } from '../tools/program';
import type { PythonEnvironment } from '../tools/python';

/** A command, and what its container has. */
export interface ContainerCommand {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts: readonly BindMount[];
  /** Whether it has the loopback of this machine. By default it has; nothing else is ever reached. */
  readonly network?: boolean;
  /** Addresses by names, for its `/etc/hosts`. */
  readonly hosts?: Readonly<Record<string, string>>;
  /** Folders and files that are empty in the container, such as those of a package which is not to be there. */
  readonly emptied?: readonly string[];
  readonly input?: string;
}

/** What makes the processes and mounts of a container its own, and ends them with their parent. */
const UNSHARE = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child'];

/** Parts of a system's root that are the same in a container. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/**
 * A container without an engine: a root of its own in a mount namespace, in which commands run as the user of the image,
 * with the image's home and nothing of the environment of whoever runs this. It has this machine's programs and an
 * environment of Python, read-only and at the same paths.
 */
export class Container {
  /** @throws Skipped if this is not Linux, or the user is not root or may not make namespaces */
  static checkPossible(): void {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) {
      throw new Skipped('a container without an engine needs Linux and root');
    }
    const { status, stderr, error } = spawnSync('unshare', [...UNSHARE, 'setpriv', '--no-new-privs', 'true'], { encoding: 'utf-8' });
    if (status !== 0) {
      throw new Skipped(`no namespaces can be made: ${error?.message ?? stderr.trim()}`);
    }
  }

  /** @throws NotPrepared if the container's user cannot run the environment's Python */
  static async prepare(run: RowRun, python: PythonEnvironment): Promise<Container> {
    const { stdout } = spawnSync(python.python, ['-c', 'import sys; print(sys.base_prefix)'], { encoding: 'utf-8' });
    const container = new Container(run.work, python.directory, stdout.trim());
    const tried = await container.run({ command: ['python', '-c', 'import os, ssl, sqlite3; print(os.getuid())'], environment: {}, mounts: [] });
    if (tried.stdout.trim() !== String(CONTAINER_USER.uid)) {
      throw new NotPrepared(`Python cannot be run as user ${CONTAINER_USER.uid}: ${tried.output.trim().split('\n').at(-1)}`);
    }
    return container;
  }

  private constructor(private readonly work: string, private readonly venv: string, private readonly basePython: string) {}

  /** Runs a command to its end. */
  async run(command: ContainerCommand): Promise<Ran> {
    const root = fs.mkdtempSync(path.join(this.work, 'root-'));
    try {
      const [program, ...args] = this.commandLine(root, command);
      return await runProgram(program, args, { input: command.input, env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
    } finally {
      // Empty, since what was mounted there went with the namespace.
      fs.rmdirSync(root);
    }
  }

  /**
   * The command line that runs it. Whoever runs it is the only parent: with it the command and its mounts are gone.
   *
   * @param root an empty folder
   * @throws Error if a mount's source does not exist, as Docker does
   */
  commandLine(root: string, { command, environment, mounts, network = true, hosts = {}, emptied = [] }: ContainerCommand): string[] {
    const variables = Object.entries({ ...this.imageEnvironment(), ...environment }).map(([name, value]) => `${name}=${value}`);
    const user = ['setpriv', '--reuid', CONTAINER_USER.uid, '--regid', CONTAINER_USER.uid, '--clear-groups', '--no-new-privs'];
    const script = [
      'set -e',
      'umask 022',
      `root=${quoted(root)}`,
      HELPERS,
      ...this.systemMounts(),
      ...Object.entries(hosts).map(([name, address]) => `echo ${quoted(`${address} ${name}`)} >> "$root/etc/hosts"`),
      ...[...mounts].sort((one, other) => depth(one.target) - depth(other.target)).map(mountLine),
      ...emptied.map((entry) => fs.statSync(entry).isDirectory() ? `mount -t tmpfs -o ro none "$root"${quoted(entry)}` : `bind /dev/null ${quoted(entry)} ro`),
      // Not the last command and no exec: the shell stays the first process, which the end of its parent kills.
      `chroot "$root" ${[...user, 'env', '-i', '-C', workingDirectory(mounts), ...variables, ...command].map(quoted).join(' ')} || exit $?`,
      'exit 0',
    ];
    return ['setpriv', '--pdeathsig', 'KILL', 'unshare', ...UNSHARE, ...(network ? [] : ['--net']), 'sh', '-c', script.join('\n')];
  }

  private systemMounts(): string[] {
    const bound = (folder: string): string => fs.lstatSync(folder).isSymbolicLink() ? `ln -s ${quoted(fs.readlinkSync(folder))} "$root"${quoted(folder)}` : `bind ${quoted(folder)} ${quoted(folder)} ro`;
    const pythons = [this.basePython, this.venv].filter((folder) => !/^\/usr(\/local)?$/.test(folder));
    return [
      'mount -t tmpfs -o mode=755 none "$root"',
      ...SYSTEM.filter((folder) => fs.existsSync(folder)).map(bound),
      // AIRFLOW_HOME lies in /usr/local.
      'mount -t tmpfs -o mode=755 none "$root/usr/local"',
      // A session mounts a program into the folder of programs, which an engine makes there.
      'mkdir "$root/usr/local/bin"',
      ...fs.readdirSync('/usr/local').flatMap((name) => (name === 'bin' ? fs.readdirSync('/usr/local/bin').map((program) => `bin/${program}`) : [name])).map((name) => bound(`/usr/local/${name}`)),
      ...pythons.map((folder) => `bind ${quoted(folder)} ${quoted(folder)} ro`),
      SYSTEM_FOLDERS,
    ];
  }

  /** What the image sets. */
  private imageEnvironment(): Record<string, string> {
    return {
      PATH: `${this.venv}/bin:/usr/local/bin:/usr/bin:/bin`, USER: CONTAINER_USER.name, HOME: CONTAINER_USER.home, AIRFLOW_HOME, LANG: 'C.UTF-8', TZ: 'UTC',
    };
  }
}

/** `bind SOURCE TARGET ro|rw` */
const HELPERS = `bind() {
  if [ -d "$1" ]; then mkdir -p "$root$2"; elif [ ! -e "$root$2" ]; then mkdir -p "$root\${2%/*}"; : > "$root$2"; fi
  mount -o "bind,$3" "$1" "$root$2"
}`;

/** What every container has, with the user of the image. */
const SYSTEM_FOLDERS = `mkdir -p "$root/proc" "$root/dev/shm" "$root/etc" "$root/tmp" "$root${CONTAINER_USER.home}"
chmod 1777 "$root/tmp"
mount -t proc none "$root/proc"
for device in null zero full random urandom; do bind "/dev/$device" "/dev/$device" rw; done
ln -s /proc/self/fd "$root/dev/fd"
mount -t tmpfs -o mode=1777 none "$root/dev/shm"
echo 'root:x:0:0::/root:/bin/sh' > "$root/etc/passwd"
echo '${CONTAINER_USER.name}:x:${CONTAINER_USER.uid}:${CONTAINER_USER.uid}::${CONTAINER_USER.home}:/bin/sh' >> "$root/etc/passwd"
echo '127.0.0.1 localhost' > "$root/etc/hosts"
if [ -f /etc/ld.so.cache ]; then bind /etc/ld.so.cache /etc/ld.so.cache ro; fi
chown ${CONTAINER_USER.uid}:${CONTAINER_USER.uid} "$root${CONTAINER_USER.home}"`;

function mountLine({ source, target, readOnly, create }: BindMount): string {
  if (!fs.existsSync(source)) {
    if (!create) {
      throw new Error(`bind source path does not exist: ${source}`);
    }
    fs.mkdirSync(source, { recursive: true });
  }
  return `bind ${quoted(source)} ${quoted(target)} ${readOnly ? 'ro' : 'rw'}`;
}

function workingDirectory(mounts: readonly BindMount[]): string {
  return mounts.some(({ target }) => target === AIRFLOW_HOME) ? AIRFLOW_HOME : '/';
}

function depth(target: string): number {
  return target.split('/').length;
}

/** A word of a shell. */
function quoted(word: string | number): string {
  return `'${String(word).replaceAll('\'', '\'\\\'\'')}'`;
}
