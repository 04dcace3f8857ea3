import * as fs from 'node:fs';
import * as path from 'node:path';
import { write } from '../../util';
import { lines } from '../commands';
import { documentAs, printedAs } from '../outputs';
import { entry, type Entry } from '../proof';
import { Terminal } from '../terminal';

const rc = (options: string = ''): string => `import { Project, typescript } from 'projen';
import { AwsCredentials, AwsSecretsBackend, LocalAirflow } from 'projen-astro-airflow';
const project = new Project({ name: 'orders' });
new typescript.ProjenrcTs(project, { runner: typescript.TypeScriptRunner.tsx() });
new LocalAirflow(project, { runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted({ profile: 'dev' })], ${options} });
project.synth();
`;
const EXAMPLE = "secretsBackend: AwsSecretsBackend.secretsManager({ region: 'us-west-2' }), exampleDag: {}";
const KMS = 'An error occurred (AccessDeniedException) when calling the GetSecretValue operation: Access to KMS is not allowed';
const TRIED = { uid: 50000, files: [['/home/astro/.aws/config', ''], ['/home/astro/.aws/credentials', '']], calls: { aws: { notes: [], identity: 'arn:aws:sts::123456789012:assumed-role/Developer/alice' } } };

/** The machine of the page: Linux with Docker Engine, and a profile dev with long-lived keys. */
function machine(options?: string, aws: string = ''): Terminal {
  const terminal = Terminal.in(rc(options)).answers('aws', `case "$*" in *aws_access_key_id*) echo AKIAIOSFODNN7EXAMPLE; exit;; ${aws} esac`);
  write(terminal.directory, { 'Dockerfile': 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n', '.astro/config.yaml': 'project:\n  name: orders\n' });
  write(terminal.home, { '.aws/config': '[profile dev]\nregion = us-west-2\n', '.aws/credentials': '[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = EXAMPLE\n' });
  [['.aws', 0o755], ['.aws/config', 0o644], ['.aws/credentials', 0o644]].forEach(([name, mode]) => fs.chmodSync(path.join(terminal.home, String(name)), Number(mode)));
  return terminal;
}

/** The credentials are as the AWS CLI writes them, for their owner alone. */
function closed(terminal: Terminal): Terminal {
  fs.chmodSync(path.join(terminal.home, '.aws/credentials'), 0o600);
  return terminal;
}

const container = (): Terminal => machine().answers('docker', `case "$1" in run) cat > /dev/null; echo 'projen-astro-airflow:${JSON.stringify(TRIED)}'; exit;; image) exit 0;; esac`);
const online = (): Terminal => machine(EXAMPLE, `*'get-secret-value'*my_var*) echo '${KMS}' >&2; exit 254;; ${READABLE}`);
const READABLE = '*get-secret-value*) echo arn:aws:secretsmanager:us-west-2:123456789012:secret:x; exit;;';
/** What the block for sh has printed, for the one of its output, which is below it. */
const printed: { try?: string; online?: string } = {};
const GREEN = { prints: /^ok +Tools: Node /m };

export const doctor: readonly Entry[] = [
  entry('Doctor', 'sh', lines({
    'npx projen doctor': GREEN,
    'npx projen doctor --online': { calls: ['aws sts get-caller-identity'], prints: /AWS knows dev as user\/alice/ },
    'npx projen doctor --format json': { prints: /"schemaVersion": 1,\n/ },
  }, () => machine(EXAMPLE, READABLE))),
  entry('In a container: `--try`', 'sh', lines({ 'npx projen doctor --try': { calls: ['docker run '], prints: /^ok +In a container: /m, also: (_, { output }) => (printed.try = output) } }, container)),
  entry('In a container: `--try`', 'text', printedAs(() => printed.try ?? container().run('npx projen doctor --try').output)),
  entry('At the cloud: `--online`', 'sh', lines({ 'npx projen doctor --online': { calls: ['aws sts get-caller-identity'], status: 1, also: (_, { output }) => (printed.online = output) } }, online)),
  entry('At the cloud: `--online`', 'text', printedAs(() => printed.online ?? online().run('npx projen doctor --online').output)),
  entry('The report for programs', 'json', documentAs((shown) => {
    const { stdout } = closed(machine()).run('npx --no projen-astro-airflow doctor --format json');
    const report = JSON.parse(stdout) as { findings: Array<{ verdict: string }> };
    // The page leaves the findings out that are no trouble.
    expect({ ...report, findings: report.findings.filter(({ verdict }) => verdict !== 'ok') }).toEqual(shown);
  })),
];
