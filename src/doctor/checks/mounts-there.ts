import { homeWord, powershellWord } from '../../text/shell-words';
import { failure, unknown, warning, type Check, type Judgement } from '../check';
import type { EngineKind, Facts, Machine, MissingMount } from '../facts';
import { isElsewhere, isRemote } from '../where';

/** Engines that create folders as a user of this machine that is known. */
const OWNERS: Partial<Record<EngineKind, string>> = { engine: ', which belongs to root', podman: ', which belongs to root', userns: ', which does not belong to you' };

export const check: Check = {
  id: 'mounts-there',
  group: 'mounted',
  looksAt: 'whether everything else that is mounted is there: your own mounts, the caches of tokens; sockets are not judged',
  judge: (facts) => facts.missingMounts.map((mount) => judgeOne(mount, facts)),
};

function judgeOne({ source, path, isMade, isShared }: MissingMount, { machine, engine }: Facts): Judgement {
  const where = isElsewhere({ machine, engine });
  if ((!isShared && where !== false) || isRemote({ machine, engine })) {
    return unknown(`${source} is mounted and does not exist on this machine. Whether the container engine has it is not known${where === undefined ? '' : ', because it runs in a virtual machine or on another machine'}.`);
  }
  const kind = 'value' in engine ? engine.value?.kind : undefined;
  const isPodman = kind === 'podman' || kind === 'podman-rootless';
  const fix = `${creating(path, machine)} or remove the mount`;
  // Podman's API creates it whatever the mount says.
  return isMade || isPodman
    ? warning(`${source} is mounted and does not exist: ${isPodman ? 'Podman' : 'Docker'} creates an empty folder there${kind === undefined || where !== false ? '' : (OWNERS[kind] ?? '')}.`, fix)
    : failure(`${source} is mounted and does not exist, so "astro dev start" fails (bind source path does not exist).`, fix);
}

function creating(path: string, { system }: Machine): string {
  if (/[^/\\.][^/\\]*\.(?!d$)[A-Za-z]\w*$/.test(path)) {
    return `create the file ${path},`;
  }
  return `${system === 'windows' ? `New-Item -ItemType Directory ${powershellWord(path)}` : `mkdir -p ${homeWord(path)}`}, if it is a folder;`;
}
