import * as fs from 'node:fs';
import * as path from 'node:path';

/** The copies of the processes of a group: others can have some in the same place. */
export function copiesOf(group: number, temporary: string): string[] {
  const isOfGroup = (name: string): boolean => {
    const [, pid] = /^projen-drift-(\d+)-/.exec(name) ?? [];
    const file = `/proc/${pid}/stat`;
    const stat = fs.existsSync(file) ? fs.readFileSync(file, 'latin1') : '';
    return stat.slice(stat.lastIndexOf(')')).split(' ')[3] === String(group);
  };
  return [temporary, '/dev/shm'].flatMap((place) => (fs.existsSync(place) ? fs.readdirSync(place).filter(isOfGroup).map((name) => path.join(place, name)) : []));
}

/** Code with which a program reports that it has started. The output of a check can be delayed until its end. */
export const READY = "require('node:fs').writeFileSync(`${process.env.TMPDIR}/ready`, '');\n";

export function isReady(temporary: string): boolean {
  return fs.existsSync(path.join(temporary, 'ready'));
}

export async function until(isDue: () => boolean): Promise<void> {
  while (!isDue()) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
