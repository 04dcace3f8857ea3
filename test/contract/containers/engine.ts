import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { newCgroup } from './cgroups';
import { debianPackages, type DebianPackages } from './debian';
import { checkNamespaces, startIsolated, type IsolatedOptions } from './isolated';
import { NotPrepared, type RowRun } from '../row';
import { mustRun, runProgram, type Ran } from '../tools/program';

/** A container engine with Docker's API. */
export interface Engine {
  /** What makes a client speak to it, and have nothing of the user's own configuration. */
  readonly env: Readonly<Record<string, string>>;
  /** The beginning of a command line that is run in the network of the machine that the engine runs on. */
  readonly network: readonly string[];
  /** Runs Docker's client, which has to succeed. */
  client(...args: string[]): Promise<Ran>;
  /** Runs a script in a container, as the user that the container has. How it ends is for the caller to judge. */
  exec(container: string, script: string): Promise<Ran>;
  /** Runs a script beside the containers, as a user of the machine that the engine runs on. */
  beside(uid: number, script: string): Promise<Ran>;
}

/** The packages whose versions say what was proved on. */
const TOLD = ['docker.io', 'podman', 'containerd', 'conmon', 'runc', 'netavark'];

/** Docker's client and engine, and a busybox for the images. A machine that has Docker uses its own. */
export async function dockerPackages(run: RowRun): Promise<DebianPackages> {
  checkNamespaces();
  const found = spawnSync('sh', ['-c', 'command -v dockerd && command -v docker']).status === 0;
  return found ? debianPackages(run, 'busybox', ['busybox-static']) : debianPackages(run, 'docker', ['docker.io', 'docker-cli', 'busybox-static']);
}

/** A user whose ids below are those of the containers, where they have a user namespace. */
const REMAPPED = ['echo remapped:x:4242:4242::/:/bin/false >> /etc/passwd', 'echo remapped:x:4242: >> /etc/group', 'echo remapped:200000:65536 | tee /etc/subuid > /etc/subgid'].join('; ');

/**
 * Starts Docker Engine.
 *
 * @param remapped whether its containers have a user namespace (`--userns-remap`): their root is the machine's user 200000
 */
export async function startDocker(run: RowRun, docker: DebianPackages, remapped = false): Promise<Engine> {
  const config = path.join(run.work, 'daemon.json');
  fs.writeFileSync(config, '{}\n');
  const cgroup = newCgroup();
  return start(run, 'Docker Engine', docker, {
    packages: docker,
    command: [
      ...remapped ? ['sh', '-ec', `${REMAPPED}; exec "$@"`, 'sh'] : [],
      ...['dockerd', '--config-file', config, '--data-root', '/run/docker-data', '--host', 'unix:///run/docker.sock', '--cgroup-parent', `/${cgroup}`],
      ...remapped ? ['--userns-remap', 'remapped'] : [],
    ],
    socket: '/run/docker.sock',
    cgroup,
  });
}

/** Starts Podman with Docker's API; `docker` brings the client. */
export async function startPodman(run: RowRun, docker: DebianPackages): Promise<Engine> {
  // Of the two runtimes the one that also runs where the controllers are in hierarchies of their own (cgroup v1).
  const podman = await debianPackages(run, 'podman', ['podman', 'runc', 'netavark', 'iptables', 'busybox-static']);
  const file = (name: string, lines: readonly string[]): string => {
    fs.writeFileSync(path.join(run.work, name), `${lines.join('\n')}\n`);
    return path.join(run.work, name);
  };
  return start(run, 'Podman', docker, {
    packages: podman,
    command: ['podman', 'system', 'service', '--time', '0', 'unix:///run/podman.sock'],
    env: {
      // Its own limits are higher than what a process in a container of a CI may have.
      CONTAINERS_CONF: file('containers.conf', ['[containers]', 'default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]', '[engine]', 'runtime = "runc"', 'cgroup_manager = "cgroupfs"', 'events_logger = "none"', '[network]', 'network_backend = "netavark"']),
      CONTAINERS_STORAGE_CONF: file('storage.conf', ['[storage]', 'driver = "overlay"', 'graphroot = "/run/podman-data"', 'runroot = "/run/containers/storage"']),
      TMPDIR: '/run',
    },
    socket: '/run/podman.sock',
    // A fixed name of Podman's, where no manager of the system makes the cgroups.
    cgroup: 'libpod_parent',
  });
}

async function start(run: RowRun, name: string, client: DebianPackages, { packages, ...options }: Omit<IsolatedOptions, 'debian'> & { readonly packages: DebianPackages }): Promise<Engine> {
  const { socket, pid, server } = await startIsolated(run, name, { debian: packages.directory, ...options });
  TOLD.filter((of) => packages.versions.has(of)).forEach((of) => run.version(`Debian's ${of}`, packages.versions.get(of)!));
  const home = fs.mkdtempSync(path.join(run.work, 'client-'));
  const env = {
    PATH: [path.join(client.directory, 'usr/bin'), process.env.PATH].join(path.delimiter),
    HOME: home,
    DOCKER_CONFIG: home,
    DOCKER_HOST: `unix://${socket}`,
  };
  const end = performance.now() + 60_000;
  for (;;) {
    const { status, stdout, output } = await runProgram('docker', ['version', '--format', '{{.Server.Version}}'], { env });
    if (status === 0) {
      run.version(name, stdout.trim());
      break;
    }
    if (!server.alive() || performance.now() > end) {
      const lines = (server.log().trim() || output.trim()).split('\n').reverse();
      throw new NotPrepared(`${name} does not answer: ${lines.find((line) => /fail|error|fatal/i.test(line)) ?? lines[0]}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    env,
    network: ['nsenter', '--target', pid, '--net'],
    client: (...args) => mustRun('docker', args, { env }),
    exec: (container, script) => runProgram('docker', ['exec', container, 'sh', '-c', script], { env, timeout: 60 }),
    beside: (uid, script) => runProgram('nsenter', ['--target', pid, '--mount', '--pid', 'setpriv', '--reuid', String(uid), '--regid', String(uid), '--clear-groups', 'sh', '-c', script], { timeout: 60 }),
  };
}
