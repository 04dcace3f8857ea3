import fs from 'node:fs';
import path from 'node:path';
import { Component } from 'projen/lib/component';
import type { Project } from 'projen/lib/project';
import { REQUIREMENTS_DEV } from './requirements-dev';
import { PROJEN_VENV } from '../text/virtual-environment';

/** What a new project has to offer to the one who made it. */
export interface NextStepsFacts {
  /** How projen is called here, for example `npx projen`. */
  readonly projenCommand: string;
  /** What installs the packages of npm, which `projen new --no-post` has not done; undefined beside an rc file in Python. */
  readonly installCommand?: string;
  /** What to do for the secrets of the example DAG: a line; undefined if there is none. */
  readonly example?: string;
  /** The cloud's own programs that a start needs besides, as they follow "Docker"; undefined if there is none. */
  readonly needs?: string;
  /** Whether README.md is the user's, from before. */
  readonly hasOwnReadme?: boolean;
}

/**
 * Prints what comes next as the last lines of `projen new`, after npm and git have had their say.
 */
export class NextSteps extends Component {
  public constructor(project: Project, private readonly facts: NextStepsFacts) {
    super(project, 'next steps');
  }

  public projectCreation(): void {
    if (!fs.existsSync(path.join(this.project.outdir, '.projen'))) {
      // "projen new --no-synth" leaves the rc file alone.
      return;
    }
    const isInstalled = process.env.PROJEN_DISABLE_POST !== 'true';
    process.once('exit', (code) => {
      if (code === 0) {
        // As projen's own messages; through jsii, standard output is a protocol.
        process.stderr.write(nextSteps(this.facts, isInstalled));
      }
    });
  }
}

/** The last words of `projen new`. */
export function nextSteps(facts: NextStepsFacts, isInstalled: boolean, platform: string = process.platform): string {
  const { projenCommand, installCommand, example, needs, hasOwnReadme = false } = facts;
  const ofNpm = isInstalled || installCommand === undefined ? [] : [[installCommand, 'installs the packages']];
  const commands = [
    ...(installCommand === undefined ? environmentSteps(platform) : ofNpm),
    [`${projenCommand} start`, `starts Airflow; needs Docker${needs === undefined ? ' and' : `, ${needs} and`} the Astro CLI (https://www.astronomer.io/docs/astro/cli/install-cli)`],
  ];
  const width = Math.max(...commands.map(([command]) => command.length));
  return `\nNext:\n${commands.map(([command, what]) => `  ${command.padEnd(width)}    ${what}`).join('\n')}${hasOwnReadme ? '' : '\nREADME.md has the commands for every day.'}${example === undefined ? '' : `\n${example}`}\n`;
}

/** What makes `projen` of pip a command: "projen new" ran with that of npm, and installs nothing by pip. */
function environmentSteps(platform: string): string[][] {
  const isWindows = platform === 'win32';
  return [
    [`${isWindows ? 'python' : 'python3'} -m venv ${PROJEN_VENV}`, 'makes the virtual environment'],
    [isWindows ? `${PROJEN_VENV}\\Scripts\\activate` : `. ${PROJEN_VENV}/bin/activate`, 'activates it; needed in each new shell'],
    [`pip install -r ${REQUIREMENTS_DEV}`, 'installs projen'],
  ];
}
