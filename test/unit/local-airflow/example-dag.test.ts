import * as fs from 'node:fs';
import * as path from 'node:path';
import { AwsSecretsBackend, LocalAirflow } from '../../../src';
import { bareProject, printedBy } from '../../support/projects';
import { namesBelow, tempDir, write } from '../../support/util';

const OPTIONS = { runtimeVersion: '3.1-12', secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {} };

/** What a synth prints of another DAG. */
function printed(text: string, file: string = 'dags/orders/mine.py', dagId?: string): string {
  const outdir = tempDir();
  write(outdir, { [file]: text });
  return printedBy((project) => new LocalAirflow(project, { ...OPTIONS, exampleDag: { dagId } }), outdir).split('\n').filter((line) => line.includes('has a DAG')).join('\n');
}

describe('another DAG with the id of the example DAG has a warning', () => {
  test.each([
    ['as an argument by name', 'with DAG(\n    dag_id="example_secrets_dag",\n):\n    pass\n'],
    ['as the first argument', "dag = DAG('example_secrets_dag', schedule=None)\n"],
    ['as the name of a function', '@dag(\n    schedule=None,\n)\ndef example_secrets_dag():\n    pass\n'],
  ])('%s', (_, text) => {
    expect(printed(text)).toContain(
      'dags/orders/mine.py has a DAG example_secrets_dag, too, and Airflow sees one of the two. Change the id there, or choose another one with exampleDag: { dagId: … } in the rc file.',
    );
  });

  test('by the declared id', () => {
    expect(printed('@dag\ndef exampledag():\n    pass\n', 'dags/exampledag.py', 'exampledag')).toContain('dags/exampledag.py has a DAG exampledag, too,');
  });

  test.each<[string, string, string?]>([
    ['of another id', '@dag(dag_id="other")\ndef example_secrets_dag():\n    pass\n'],
    ['in a comment', '# dag_id="example_secrets_dag"\n'],
    ['that is only named', 'TriggerDagRunOperator(task_id="run", trigger_dag_id="example_secrets_dag")\n'],
    ['of an id that goes on', 'DAG(dag_id="example_secrets_dag_2")\n'],
    ['in a file that is no Python', 'dag_id="example_secrets_dag"', 'dags/notes.txt'],
  ])('unlike one %s', (_, text, file = 'dags/orders/mine.py') => {
    expect(printed(text, file)).toBe('');
  });
});

test('an example DAG is not written through a link out of the project', () => {
  const [outdir, outside] = [tempDir(), tempDir()];
  fs.symlinkSync(outside, path.join(outdir, 'dags'), 'junction');
  const project = bareProject(outdir);
  new LocalAirflow(project, OPTIONS);
  expect(() => project.synth()).toThrow('dags is a link to a directory outside the project, and exampleDag would be written there. Put a real directory in its place, or remove exampleDag.');
  expect([...namesBelow(outside), ...namesBelow(outdir)]).toEqual(['dags']);
});
