// A terminal from "projen new" to a file that has drifted and is updated again, as a cast. It needs a registry of packages.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { COMMAND, ROOT, edit, inFolders, node } from './run.mjs';
import { cast } from './terminal.mjs';

export const file = 'docs/pictures/first-day.svg';

const NAME = 'orders-pipelines';
const PROJEN = path.join(ROOT, 'node_modules', 'projen');
const COLUMNS = 100;

/** The edit that the terminal shows as a command. */
const EDIT = "sed -i 's/read_only: true/read_only: false/' docker-compose.override.yml";

export function draw() {
  return inFolders(2, (parent, project) => {
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', parent], { cwd: ROOT, stdio: 'pipe', shell: process.platform === 'win32' });
    const tarball = path.join(parent, fs.readdirSync(parent)[0]);
    const { version } = JSON.parse(fs.readFileSync(path.join(PROJEN, 'package.json'), 'utf-8'));
    const made = node([path.join(PROJEN, 'bin', 'projen'), 'new', '--from', tarball, '--name', NAME, '--no-git', '--projen-version', version], project, { all: true });
    const next = made.slice(made.indexOf('Next:'));
    if (!next.startsWith('Next:')) {
      throw new Error(`projen new says nothing of what comes next:\n${made}`);
    }
    const drift = (status) => node([COMMAND, 'drift'], project, { terminal: true, status });
    const steps = [
      // Before it are the lines of npm and git.
      ['npx projen new --from projen-astro-airflow --name orders-pipelines', `\u001B[90m…\u001B[39m\n${next}`, 4],
      ['cat .projenrc.ts', fs.readFileSync(path.join(project, '.projenrc.ts'), 'utf-8'), 5],
      ['npx projen-astro-airflow drift', drift(0), 3],
      [EDIT, '', 2],
    ].map(step);
    edit(path.join(project, 'docker-compose.override.yml'), (text) => text.replaceAll('read_only: true', 'read_only: false'));
    steps.push(step(['npx projen-astro-airflow drift', drift(1), 5]));
    node([path.join(PROJEN, 'bin', 'projen')], project);
    steps.push(step(['npx projen', '', 2]), step(['npx projen-astro-airflow drift', drift(0), 1]));
    return cast(steps, COLUMNS);
  });
}

function step([command, output, seconds]) {
  return { text: `\u001B[36m$\u001B[39m \u001B[1m${command}\u001B[22m\n${output}`, seconds };
}
