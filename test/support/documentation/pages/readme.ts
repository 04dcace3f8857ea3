import { withoutAccount } from './local-secrets';
import { readPage } from '../../pages';
import { astroTree, read } from '../../util';
import { lines, projenNew, type Expected } from '../commands';
import { all, commandsOf, ownScripts, runsIn } from '../elsewhere';
import { entry, type Entry } from '../proof';
import { Terminal } from '../terminal';
import { runRcFile } from '../typescript';

/** The DAG of the new project has the same command. */
const asInTheDag: Expected = {
  calls: ['aws --profile default secretsmanager create-secret '],
  also: ({ directory }, { calls }) => expect(read(directory, 'dags/example_secrets_dag.py').replace(/ {2,}/g, ' ')).toContain(calls[0].replace(' --profile default', '')),
};

export const readme: readonly Entry[] = [
  entry('Quick start', 'sh', all(
    lines({
      'npx projen new --from projen-astro-airflow --name orders-pipelines': projenNew,
      'aws --profile default secretsmanager create-secret --name airflow/variables/my_var --secret-string hello': asInTheDag,
      'aws --profile default secretsmanager create-secret --name airflow/connections/my_conn --secret-string postgres://me:secret@db:5432/orders': asInTheDag,
      'astro dev run dags test example_secrets_dag': { calls: ['astro dev run dags test example_secrets_dag'] },
    }, () => new Terminal()),
    // There the last command runs in a real Airflow, and its line is printed.
    runsIn('test/contract/airflow/quick-start-checks.ts', "quick start: its last command prints the value, as Airflow receives it in the web server's container"),
  ), withoutAccount),
  entry('Every day', 'sh', lines()),
  entry('A new project', 'sh', all(commandsOf('docs/python.md', 'The virtual environment', 'A new project'), ({ code }) => {
    const [make, activate] = readPage('docs/python.md').blocks.find(({ language }) => language === 'bat')!.code.split('\n');
    expect(code).toContain(`# Windows: ${make}, then ${activate.replace('.bat', '')}\n`);
  })),
  entry('An existing Astro project', 'sh', ({ code }) => {
    const rc = readPage('README.md').blocks.find(({ heading, language }) => heading === 'An existing Astro project' && language === 'ts')!;
    const outdir = runRcFile(rc, (terminal) => {
      astroTree(terminal.directory);
      terminal.runs(code);
    });
    expect(JSON.parse(read(outdir, 'package.json'))).toMatchObject({ private: true, devDependencies: { 'projen-astro-airflow': '*', 'projen': '*', 'constructs': '*', 'tsx': '*' } });
    new Terminal(outdir).runs('npx projen && npx --no projen-astro-airflow drift');
  }),
  entry('Contributing', 'sh', all(ownScripts(), runsIn('test/packed/demo.test.ts', 'writes the files and shows each of them'))),
];
