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
  /** Further commands for every day, each with its comment: tasks. */
  readonly commands?: ReadonlyArray<readonly [command: string, comment: string]>;
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
export function readmeText({ name, language, rcFile, installCommand = 'npm ci', prerequisites, commands = [], changes = [], hasExample, hasDrift, root }: ReadmeFacts): string {
  const isPython = language === 'Python';
  const projen = isPython ? 'projen' : root?.projenCommand ?? 'npx projen';
  const install = isPython ? ['python3 -m venv .projen-venv && . .projen-venv/bin/activate    # Windows: python -m venv .projen-venv, then .projen-venv\\Scripts\\activate', 'pip install -r requirements-dev.txt'] : [installCommand];
  const clone = root === undefined ? fenced([...install, `${projen}            # writes your .env, which is not in git`]) : cloneOfTree(root, projen);
  const tool = isPython ? 'Node 20.17 or newer (projen runs on it), Python 3.10 or newer' : 'Node 20.17 or newer';
  return `# ${name}

Apache Airflow DAGs, run locally with the Astro CLI. \`${rcFile}\` declares the runtime, the credentials and the secrets
backend; projen writes the files that follow from it.

## After a clone

You need ${tool}, Docker${prerequisites === undefined ? ` and ${ASTRO_CLI}.` : `, ${ASTRO_CLI}, and ${prerequisites}`}

${clone}

## Every day

\`\`\`sh
${projen} start      # checks the managed files, starts Airflow and prints its address
${projen} restart    # after a change of requirements.txt, packages.txt, Dockerfile or .env
${projen} stop${commands.map(([command, comment]) => `\n${projen} ${command.padEnd(10)} # ${comment}`).join('')}
${projen} parse      # do all DAGs import?
${projen} pytest     # the tests in tests/${hasDrift ? `\n${projen} drift      # which files are not as ${rcFile} has them?` : ''}
${projen} doctor     # why do credentials or secrets not arrive, and what fixes it?${hasExample ? `\n${projen} try        # runs the example DAG, and says why it finds no secret` : ''}
\`\`\`

The address is \`http://<folder>.localhost:6563\`, a proxy of the Astro CLI; with \`${projen} start --no-proxy\` it is
\`http://localhost:8080\`.

\`start\` and \`restart\` stop before Airflow starts when a managed file was changed manually, and name it. Then run \`${projen}\`,
which writes it anew; or add \`--sync\` (do that and go on) or \`--force\` (go on as it is).

## Changes

- Of the runtime, credentials, secrets backend: edit \`${rcFile}\`, run \`${projen}\`, commit what it wrote.
${changes.map((change) => `- ${change}\n`).join('')}- Of the Airflow version: run \`astro dev stop\`, set \`${isPython ? 'runtime_version' : 'runtimeVersion'}\` in \`${rcFile}\`, run \`${projen}\`.
- Of projen and projen-astro-airflow: ${root === undefined ? `\`${projen} upgrade\`` : `in the root project, \`${root.directory}\``}.
- DAGs, plugins, tests, \`requirements.txt\`, \`packages.txt\`, \`airflow_settings.yaml\` and this page are yours: edit them as you like.
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
