import fs from 'node:fs';
import path from 'node:path';
import { Component } from 'projen/lib/component';
import type { Project } from 'projen/lib/project';

/** What a new project has to offer to the one who made it. */
export interface NextStepsFacts {
  /** How projen is called here, for example `npx projen`. */
  readonly projenCommand: string;
  /** What installs the packages, which `projen new --no-post` has not done. */
  readonly installCommand: string;
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
export function nextSteps({ projenCommand, installCommand, example, needs, hasOwnReadme = false }: NextStepsFacts, isInstalled: boolean): string {
  const commands = [
    ...(isInstalled ? [] : [[installCommand, 'installs the packages']]),
    [`${projenCommand} start`, `starts Airflow; needs Docker${needs === undefined ? ' and' : `, ${needs} and`} the Astro CLI (https://www.astronomer.io/docs/astro/cli/install-cli)`],
  ];
  const width = Math.max(...commands.map(([command]) => command.length));
  return `\nNext:\n${commands.map(([command, what]) => `  ${command.padEnd(width)}    ${what}`).join('\n')}${hasOwnReadme ? '' : '\nREADME.md has the commands for every day.'}${example === undefined ? '' : `\n${example}`}\n`;
}
