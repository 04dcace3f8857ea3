import { readPage } from '../../pages';
import { lines, astroTerminal } from '../commands';
import { all, runsIn } from '../elsewhere';
import { entry, type Entry, type Proof } from '../proof';
import { Terminal } from '../terminal';

/** The page's blocks run there with wheels of the packages. */
const packed = (name: string): Proof => runsIn('test/packed/python-page.test.ts', name);
const shells = packed('the environment has the same name in each shell, and is not the folder of the Astro CLI');
const active = (): Terminal => astroTerminal().activate();

export const python: readonly Entry[] = [
  entry('The virtual environment', 'sh', all(shells, packed("shell(project, `${block('The virtual environment', 'sh')}"))),
  entry('The virtual environment', 'powershell', shells),
  entry('The virtual environment', 'bat', shells),
  entry('A new project', 'sh',
    all(runsIn('test/packed/astro-project-python.test.ts', 'projen new leaves the rc file that a person would write'), ({ code }) => {
      const [quick] = readPage('README.md').blocks.find(({ heading }) => heading === 'Quick start')!.code.split('\n');
      expect(code).toBe(`${quick} --projenrc-python\n`);
    }),
    all(packed("a new project, its packages installed by the page's commands, is in sync"), lines({ 'pip install -r requirements-dev.txt': { calls: ['pip install -r requirements-dev.txt'] } }, active)),
    lines({}, active)),
  entry('An Astro project without projen', 'sh', packed('an Astro project without projen keeps its Dockerfile, and projen runs its rc file from then on')),
  entry('Check for drift in CI', 'sh', lines({
    'pip install -r requirements-dev.txt': { calls: ['pip install -r requirements-dev.txt'] },
    'projen-astro-airflow drift': { prints: /^\d+ files in sync\.$/m },
  }, active)),
  entry('Errors', '', packed("of Python's own signatures is the one on the page")),
];
