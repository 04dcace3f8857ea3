import fs from 'node:fs';
import type { Machine } from '../facts';
import type { Surroundings } from './surroundings';

/** The kernel and its settings, where Linux shows them. */
const VERSION = '/proc/version';
const ENFORCE = '/sys/fs/selinux/enforce';

export function machineOf({ platform }: Pick<Surroundings, 'platform'>): Machine {
  const { engines: { node: range } } = require('../../../package.json') as { engines: { node: string } };
  return {
    system: platform === 'win32' ? 'windows' : platform === 'darwin' ? 'macos' : 'linux',
    isWsl: platform === 'linux' && /microsoft/i.test(textOf(VERSION)),
    isSelinux: platform === 'linux' && textOf(ENFORCE).trim() === '1',
    uid: process.getuid?.(),
    node: process.versions.node,
    lowestNode: /\d+(?:\.\d+)*/.exec(range)?.[0] ?? '0',
  };
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf-8');
  } catch {
    return '';
  }
}
