import { parse } from 'yaml';
import { readPage, type Block } from '../../pages';
import { services } from '../../projects';
import { read, write } from '../../util';
import { inTheDag, lines } from '../commands';
import { documentAs } from '../outputs';
import { entry, type Entry } from '../proof';
import { Terminal } from '../terminal';
import { runRcFile } from '../typescript';

const PAGE = 'docs/gcp.md';
const FILE = '.config/gcloud/application_default_credentials.json';

const blockOf = (heading: string): Block => readPage(PAGE).blocks.find((block) => block.heading === heading && block.language === 'ts')!;

/** A machine on which the sign-in has written its file. */
function signedIn(): Terminal {
  const terminal = Terminal.in(blockOf('Google Cloud').code);
  write(terminal.home, { [FILE]: '{}' });
  return terminal;
}

export const gcp: readonly Entry[] = [
  entry('Google Cloud', 'sh', lines({
    'gcloud auth application-default login': { calls: ['gcloud auth application-default login'] },
    'npx projen start': { calls: ['astro dev start'] },
  }, signedIn)),
  entry('The file on each system', 'yaml', documentAs(({ source }) => {
    expect(services(signedIn().directory).scheduler.volumes.map((volume: { source: string }) => volume.source)).toContain(source);
  })),
  entry('Linux: let the containers read the file', 'sh', ({ code }) => {
    const terminal = signedIn();
    expect(terminal.runs(code).calls).toEqual([`setfacl -m u:50000:r ${terminal.home}/${FILE}`]);
  }),
  entry('Create and delete secrets', 'sh', inTheDag(PAGE), inTheDag(PAGE)),
  entry('Create and delete secrets', 'powershell', inTheDag(PAGE)),
  entry('Least privilege', 'sh', ({ code }) => {
    const terminal = new Terminal(runRcFile(blockOf('Least privilege')));
    const { calls } = terminal.runs(code);
    const [, file] = /--condition-from-file=(\S+)$/.exec(calls[1])!;
    expect(parse(read(terminal.directory, file))).toEqual({
      title: 'read-airflow-secrets',
      description: 'Variables and connections of Airflow',
      expression: 'resource.name.startsWith("projects/123456789012/secrets/airflow-connections-") || resource.name.startsWith("projects/123456789012/secrets/airflow-variables-")',
    });
    expect(calls).toEqual(['gcloud projects describe orders-dev --format=value(projectNumber)', expect.stringMatching(/^gcloud projects add-iam-policy-binding orders-dev --role=roles\/secretmanager\.secretAccessor /)]);
  }),
];
