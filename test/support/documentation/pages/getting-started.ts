import * as fs from 'node:fs';
import * as path from 'node:path';
import { readPage } from '../../pages';
import { read, write } from '../../util';
import { EXPORT, projenNew } from '../commands';
import { printedAs } from '../outputs';
import { entry, type Entry, type Proof } from '../proof';
import { Terminal, type Ran } from '../terminal';
import { typescript } from '../typescript';

const GREEN = path.resolve(__dirname, '../../doctor/recorded/airflow3-green.txt');
/** `projen new` is called in the empty folder of the terminal. */
const FIRST = 'mkdir orders-pipelines\ncd orders-pipelines\n';
const SECRETS = ['variables', 'connections'];

interface Step {
  readonly ran: Ran;
  readonly terminal: Terminal;
}

let terminal: Terminal | undefined;
const steps = new Map<string, Ran>();

/** The page up to the commands below a heading, in one project: each rc file is saved before the commands that follow it. */
function upTo(heading: string): Step {
  terminal ??= new Terminal().answers('astro', `case "$*" in 'dev run dags test '*) cat '${GREEN}';; version) echo 'Astro CLI Version: 1.46.0';; 'dev run version') echo 3.3.0;; esac`);
  for (const { heading: step, language, code } of readPage('docs/getting-started.md').blocks) {
    if (!steps.has(heading) && !steps.has(step)) {
      if (language === 'ts') {
        checkOrSave(terminal, step, code);
      } else if (language === 'sh') {
        const commands = code.replace(FIRST, '');
        steps.set(step, step === '5. Find drift' ? terminal.run(commands) : terminal.runs(commands));
      }
    }
  }
  return { ran: steps.get(heading)!, terminal };
}

/** The first rc file is shown, and the others are to be written. */
function checkOrSave({ directory }: Terminal, step: string, code: string): void {
  if (!step.startsWith('1.')) {
    write(directory, { '.projenrc.ts': code });
  }
}

function sh(heading: string, check: (step: Step) => void): Entry {
  return entry(heading, 'sh', () => check(upTo(heading)));
}

const printed = (heading: string): Proof => printedAs(() => upTo(heading).ran.output);

/** The rc file that `projen new` has written, and which runs as every other. */
const shown: Proof = (block) => {
  const made = new Terminal();
  made.runs(readPage('docs/getting-started.md').blocks[0].code.replace(FIRST, ''));
  expect(read(made.directory, '.projenrc.ts')).toBe(block.code);
};

export const gettingStarted: readonly Entry[] = [
  sh('1. Create a project', ({ terminal: { directory } }) => {
    expect(readPage('docs/getting-started.md').blocks[0].code.startsWith(FIRST)).toBe(true);
    expect(projenNew.writes!.filter((name) => !fs.existsSync(path.join(directory, name)))).toEqual([]);
  }),
  entry('1. Create a project', 'ts', shown),
  sh('2. Start Airflow', ({ ran }) => expect(ran.calls).toContain('astro dev start')),
  sh('3. Read a secret', ({ terminal: { directory } }) => expect(SECRETS.filter((name) => !fs.existsSync(path.join(directory, `secrets/${name}.yaml`)))).toEqual([])),
  entry('3. Read a secret', 'text', printed('3. Read a secret')),
  entry('4. Change the declaration', 'ts', typescript),
  sh('4. Change the declaration', ({ ran, terminal: { directory } }) => {
    expect(ran.calls).toContain('astro dev restart');
    expect(read(directory, 'requirements.txt')).toContain('apache-airflow-providers-slack');
  }),
  sh('5. Find drift', ({ ran }) => expect(ran.status).toBe(1)),
  entry('5. Find drift', 'text', printed('5. Find drift')),
  entry('6. Read from AWS', 'ts', typescript),
  sh('6. Read from AWS', ({ ran, terminal: { directory } }) => {
    expect(ran.calls).toEqual(expect.arrayContaining([EXPORT, 'astro dev restart', expect.stringContaining('secretsmanager create-secret'), expect.stringContaining('secretsmanager delete-secret')]));
    expect(read(directory, 'docker-compose.override.yml')).toContain('.airflow-credentials/aws/');
  }),
  entry('6. Read from AWS', 'text', printed('6. Read from AWS')),
];
