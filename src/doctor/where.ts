import type { Engine, EngineKind, Facts, Machine } from './facts';
import type { SYSTEMS } from '../clouds/strategy';
import { canDo, type Access, type Permissions } from '../host/reach';
import { docPage } from '../text/doc-page';

/** The user of Airflow's containers. */
const UID = 50_000;
/** A uid that no entry of a list names: with a mapped user only what everybody may do counts. */
const SOMEBODY = -1;

/** Whose user the containers' uid 50000 is on this machine, or why that cannot be computed. */
export type ContainerUser = 'same' | 'mapped' | 'developer' | { readonly unknown: string };

/** The table of a cloud's page that has each way with each system and kind of credentials. */
export function whatWorks(page: string): string {
  return docPage(`${page}#what-works-where`);
}

/** Where the containers run, as the strategies have it; undefined if they have no answer for that. */
export function systemOf({ machine, engine }: Pick<Facts, 'machine' | 'engine'>): keyof typeof SYSTEMS | undefined {
  if (machine.isWsl) {
    return 'wsl';
  }
  const found = 'value' in engine ? engine.value?.kind : undefined;
  switch (found) {
    case 'desktop':
      return machine.system === 'linux' ? undefined : machine.system;
    case 'engine':
      return linux('linux', machine);
    case 'rootless':
    case 'userns':
      return linux(found, machine);
    case 'podman':
    case 'podman-rootless':
      return linux('podman', machine);
    default:
      return undefined;
  }
}

/** Engines without a virtual machine of their own. */
const PLAIN: readonly EngineKind[] = ['engine', 'rootless', 'userns', 'podman', 'podman-rootless'];

/** Why nothing can be said of the files of this machine: an engine under another host name is mostly one without them. */
export const REMOTE = 'the container engine runs under another host name, mostly on a machine without your files';

export function isRemote({ machine, engine }: Pick<Facts, 'machine' | 'engine'>): boolean {
  const found = 'value' in engine ? engine.value : undefined;
  return machine.system === 'linux' && found?.isElsewhere === true && PLAIN.includes(found.kind);
}

/** What a mounted file of the developer is to the containers. */
export function containerUser(machine: Machine, engine: Engine): ContainerUser {
  if (isRemote({ machine, engine: { value: engine } })) {
    return { unknown: REMOTE };
  }
  switch (engine.kind) {
    case 'rootless':
    case 'userns':
    case 'podman-rootless':
      return linuxOnly('mapped', machine);
    case 'engine':
    case 'podman':
      return linuxOnly('same', machine);
    case 'desktop':
      // Docker Desktop for Linux says no more of it from 4.35 on, and in WSL the files are those of another system.
      return machine.system === 'linux' ? { unknown: `Docker Desktop ${machine.isWsl ? 'in WSL' : 'on Linux'} does not say whose user the containers' is` } : 'developer';
    case 'colima':
      return { unknown: 'with colima it depends on how its virtual machine mounts the home' };
    case 'orbstack':
      return { unknown: 'OrbStack does not say whose user the containers\' is' };
    case 'stopped':
      return { unknown: 'the container engine does not run' };
    case 'other':
      return { unknown: 'the container engine is not one that is known' };
  }
}

/** The same for the engine that was found; undefined if there is none, or it is not known. */
export function userOfContainers({ machine, engine }: Pick<Facts, 'machine' | 'engine'>): ContainerUser | undefined {
  return 'value' in engine && engine.value !== undefined ? containerUser(machine, engine.value) : undefined;
}

/** Whether the containers can do something with a file of this machine. */
export function containersCan(user: 'same' | 'mapped', wanted: readonly Access[], permissions: Permissions): boolean {
  return canDo(wanted, permissions, user === 'same' ? UID : SOMEBODY);
}

/** Whether the engine has a file system of its own, or this one; undefined if that is not known. */
export function isElsewhere({ machine, engine }: Pick<Facts, 'machine' | 'engine'>): boolean | undefined {
  const found = 'value' in engine ? engine.value : undefined;
  switch (found?.kind) {
    case undefined:
    case 'stopped':
    case 'other':
      return machine.system === 'linux' ? undefined : true;
    case 'desktop':
    case 'colima':
    case 'orbstack':
      return true;
    default:
      return machine.system !== 'linux' || found?.isElsewhere === true;
  }
}

/** In a virtual machine of another system the engine is the same, and the files are not. */
function linuxOnly(user: 'same' | 'mapped', { system }: Machine): ContainerUser {
  return system === 'linux' ? user : { unknown: 'the engine runs in a virtual machine that is not known' };
}

function linux(system: keyof typeof SYSTEMS, machine: Machine): keyof typeof SYSTEMS | undefined {
  return machine.system === 'linux' ? system : undefined;
}
