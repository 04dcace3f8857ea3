import { write } from '../../util';
import { inGroovy, inYaml, preCommit, recipe } from '../ci-recipes';
import { lines } from '../commands';
import { entry, type Entry } from '../proof';

export const drift: readonly Entry[] = [
  entry('The drift check', 'sh', lines({
    'npx projen-astro-airflow drift': {
      prints: /^\d+ files in sync\.$/m,
      also: (terminal) => {
        const { directory } = terminal;
        const rc = { '.projenrc.ts': "throw new Error('broken');\n" };
        const statuses = (files: Readonly<Record<string, string>>): Array<number | null> => {
          write(directory, files);
          return ['npx projen-astro-airflow drift', 'npx projen drift'].map((command) => terminal.run(command).status);
        };
        terminal.runs('cp .projenrc.ts rc.keep && rm .env.example');
        expect([statuses({}), statuses(rc)]).toEqual([[1, 1], [2, 1]]);
        terminal.runs('cp rc.keep .projenrc.ts && rm rc.keep && npx projen');
      },
    },
  })),
  entry('In a bare `Project`', 'yaml', recipe(inYaml('run'))),
  entry('GitLab CI', 'yaml', recipe(inYaml('script'))),
  entry('CircleCI', 'yaml', recipe(inYaml('run'))),
  entry('Jenkins', 'groovy', recipe(inGroovy)),
  entry('pre-commit', 'yaml', preCommit),
  entry('Anywhere else', 'sh', recipe((code) => [code.trim()])),
];
