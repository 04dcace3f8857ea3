import { jsonObject } from '../text/json-object';

/** What kind of engine Docker's client talks to, as far as that answer says; undefined if it is something unknown. */
export type EngineKind = 'engine' | 'rootless' | 'userns' | 'desktop' | 'colima' | 'orbstack';

/** @param info what `docker info --format '{{json .}}'` prints */
export function engineKindOf(info: string): EngineKind | undefined {
  const { OperatingSystem: system, Name: name, SecurityOptions: options } = jsonObject(info) ?? {};
  if (typeof system !== 'string') {
    return undefined;
  }
  const machine = /^(docker-desktop|colima|orbstack)/.exec(String(name))?.[1];
  if (system === 'OrbStack' || machine === 'orbstack') {
    return 'orbstack';
  }
  if (system === 'Docker Desktop' || machine === 'docker-desktop') {
    return 'desktop';
  }
  if (machine === 'colima') {
    return 'colima';
  }
  const has = (option: string): boolean => Array.isArray(options) && options.some((one) => String(one).startsWith(`name=${option}`));
  return has('rootless') ? 'rootless' : has('userns') ? 'userns' : 'engine';
}
