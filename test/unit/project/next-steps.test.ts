import { nextSteps } from '../../../src/project/next-steps';

const FACTS = { projenCommand: 'npx projen', installCommand: 'npm install', example: 'dags/example_secrets_dag.py shows how to create the secrets that it reads.' };

/** The commands, which are the indented lines. */
const commands = (text: string): string[] => [...text.matchAll(/^ {2}(\S.*?) {4}/gm)].map(([, command]) => command.trim());

describe('the last words of projen new', () => {
  test('are the command that starts Airflow, with what it needs, and where the secrets of the example come from', () => {
    expect(nextSteps(FACTS, true)).toBe(`
Next:
  npx projen start    starts Airflow; needs Docker and the Astro CLI (https://www.astronomer.io/docs/astro/cli/install-cli)
README.md has the commands for every day.
dags/example_secrets_dag.py shows how to create the secrets that it reads.
`);
  });

  test('name the packages first where they are not installed', () => {
    expect(commands(nextSteps(FACTS, false))).toEqual(['npm install', 'npx projen start']);
  });

  test.each([
    ['linux', 'python3 -m venv .projen-venv', '. .projen-venv/bin/activate'],
    ['win32', 'python -m venv .projen-venv', '.projen-venv\\Scripts\\activate'],
  ])('name the virtual environment beside an rc file in Python, which nothing has made: %s', (platform, make, activate) => {
    for (const isInstalled of [true, false]) {
      expect(commands(nextSteps({ ...FACTS, projenCommand: 'projen', installCommand: undefined }, isInstalled, platform))).toEqual([
        make,
        activate,
        'pip install -r requirements-dev.txt',
        'projen start',
      ]);
    }
  });

  test('name the program of the cloud that a start needs', () => {
    expect(nextSteps({ ...FACTS, needs: 'the AWS CLI' }, true)).toContain('needs Docker, the AWS CLI and the Astro CLI (');
  });

  test('do not name a README.md that was there before', () => {
    expect(nextSteps({ ...FACTS, hasOwnReadme: true }, true)).not.toContain('README.md');
  });

  test('name no example where there is none', () => {
    expect(nextSteps({ ...FACTS, example: undefined }, true)).not.toContain('dags/');
  });
});
