import * as fs from 'node:fs';
import * as path from 'node:path';

/** Where the engines make their cgroups, which no namespace takes away with it. */
const CGROUPS = '/sys/fs/cgroup';

/** Names the cgroups of this project, and the process of the run. */
const OURS = /^projen-astro-airflow-(\d+)-/;

let count = 0;

/** A name for a cgroup that holds all others of an engine. Removes those that a killed run left. */
export function newCgroup(): string {
  for (const name of new Set(hierarchies().flatMap((hierarchy) => fs.readdirSync(hierarchy)))) {
    const pid = OURS.exec(name)?.[1];
    if (pid !== undefined && !fs.existsSync(`/proc/${pid}`)) {
      removeCgroups(name);
    }
  }
  return `projen-astro-airflow-${process.pid}-${++count}`;
}

/** Removes a cgroup and those below it, in every hierarchy. One that has a process stays. */
export function removeCgroups(name: string): void {
  hierarchies().map((hierarchy) => path.join(hierarchy, name)).filter((directory) => fs.existsSync(directory)).forEach(removeWithChildren);
}

/** One (cgroup v2), or one a controller (v1). */
function hierarchies(): string[] {
  return [CGROUPS, ...directoriesIn(CGROUPS)];
}

function removeWithChildren(directory: string): void {
  directoriesIn(directory).forEach(removeWithChildren);
  try {
    fs.rmdirSync(directory);
  } catch (error) {
    if (!['EBUSY', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      throw error;
    }
  }
}

function directoriesIn(directory: string): string[] {
  return fs.readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => path.join(directory, entry.name));
}
