import type { RcLanguage } from './rc-language';

/** What the README of a new project speaks of. */
export interface ReadmeFacts {
  readonly name: string;
  readonly language: RcLanguage;
  /** The rc file, for example `.projenrc.ts`. */
  readonly rcFile: string;
  /** What installs the packages that an rc file for Node needs. */
  readonly installCommand?: string;
  /** What a developer needs besides, to follow "You need …, and "; with its full stop. */
  readonly prerequisites?: string;
  /** Whether a session is declared, and so a task `login`. */
  readonly hasSession: boolean;
  /** What can be changed besides, each the text of an item of a list. */
  readonly changes?: readonly string[];
  /** Whether there is an example DAG, and so a task `try`. */
  readonly hasExample: boolean;
  /** Whether there is a task `drift`. */
  readonly hasDrift: boolean;
  /** Of a subproject: what it has from the root project, where the packages are installed. */
  readonly root?: RootFacts;
}

export interface RootFacts {
  /** The way from the subproject to the root, for example `../..`. */
  readonly directory: string;
  /** How projen is called in this tree. */
  readonly projenCommand: string;
  /** What installs its packages, where that is known. */
  readonly installCommand?: string;
}

const ASTRO_CLI = 'the [Astro CLI](https://www.astronomer.io/docs/astro/cli/install-cli)';

/** The README of a new project: what its team types, day by day. */
export function readmeText({ name, language, rcFile, installCommand = 'npm ci', prerequisites, hasSession, changes = [], hasExample, hasDrift, root }: ReadmeFacts): string {
  const isPython = language === 'Python';
  const projen = isPython ? 'projen' : root?.projenCommand ?? 'npx projen';
  const install = isPython ? ['python3 -m venv .projen-venv && . .projen-venv/bin/activate    # Windows: python -m venv .projen-venv, then .projen-venv\\Scripts\\activate', 'pip install -r requirements-dev.txt'] : [installCommand];
  const clone = root === undefined ? fenced([...install, `${projen}            # writes your .env, which is not in git`]) : cloneOfTree(root, projen);
  const tool = isPython ? 'Node 20.17 or newer (projen runs on it), Python 3.10 or newer' : 'Node 20.17 or newer';
  return `# ${name}

Apache Airflow DAGs, run locally with the Astro CLI. \`${rcFile}\` declares the runtime, the credentials and the secrets
backend, and projen generates the files for them.

## After a clone

You need ${tool}, Docker${prerequisites === undefined ? ` and ${ASTRO_CLI}.` : `, ${ASTRO_CLI}, and ${prerequisites}`}

${clone}

## Every day

\`\`\`sh
${projen} start      # checks the managed files, starts Airflow and prints its address
${projen} restart    # after a change of requirements.txt, packages.txt, Dockerfile or .env
${projen} stop${hasSession ? `\n${projen} login      # new credentials for running containers; signs in first if needed` : ''}
${projen} parse      # checks that all DAGs can be imported
${projen} pytest     # runs the tests in tests/${hasDrift ? `\n${projen} drift      # lists the files that no longer match ${rcFile}` : ''}
${projen} doctor     # finds out why credentials or secrets do not arrive, and how to fix it${hasExample ? `\n${projen} try        # runs the example DAG, and reports which secrets arrived` : ''}
\`\`\`

The address is \`http://<folder>.localhost:6563\`, a proxy of the Astro CLI. With \`${projen} start --no-proxy\` it is
\`http://localhost:8080\`.

If a generated file was changed manually, \`start\` and \`restart\` name it and stop before Airflow starts. Run \`${projen}\` to update
it, or add \`--sync\` (update it and start) or \`--force\` (start anyway).

## Changes

- Runtime, credentials, secrets backend: edit \`${rcFile}\`, run \`${projen}\`, commit the result.
${changes.map((change) => `- ${change}\n`).join('')}- Airflow version: run \`astro dev stop\`, set \`${isPython ? 'runtime_version' : 'runtimeVersion'}\` in \`${rcFile}\`, run \`${projen}\`.
- projen and projen-astro-airflow: ${root === undefined ? `\`${projen} upgrade\`` : `in the root project, \`${root.directory}\``}.
- DAGs, plugins, tests, \`requirements.txt\`, \`packages.txt\`, \`airflow_settings.yaml\` and this page are yours to edit.
- Personal secrets go to \`.env\`, outside the block between the two marker lines.
`;
}

/** The packages of a subproject are those of the root, and one synth writes the whole tree. */
function cloneOfTree({ directory, installCommand }: RootFacts, projen: string): string {
  const synth = `${projen}            # in this folder or at the root: writes the .env of each Astro project, which is not in git`;
  return installCommand === undefined
    ? `Install the packages of the root project, \`${directory}\`. Then:\n\n${fenced([synth])}`
    : fenced([`(cd ${directory} && ${installCommand})    # the packages are those of the root project`, synth]);
}

function fenced(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}
