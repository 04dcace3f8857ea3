import { readPage } from '../../pages';
import { EXPORT, inOneShell, lines } from '../commands';
import { all, runsIn } from '../elsewhere';
import { foldersAfterLogin } from '../folders';
import { asInSh } from '../powershell';
import { entry, type Entry } from '../proof';
import { Terminal } from '../terminal';

const PAGE = 'docs/credentials.md';
const SESSION = '`session()`: your machine renews, the containers read';
const ENVIRONMENT = '`fromEnvironment()`: the keys of the shell';

const rc = (credentials: string): string => readPage(PAGE).blocks.find(({ language }) => language === 'ts')!.code.replace(/AwsCredentials\.session\(.*?\)/, credentials);
const session = "AwsCredentials.session({ profile: 'dev', region: 'us-west-2' })";

export const credentials: readonly Entry[] = [
  entry(SESSION, 'sh', all(lines({
    'npx projen start': { calls: [EXPORT.replace('default', 'dev'), 'astro dev start'] },
    'npx projen login': { calls: [EXPORT.replace('default', 'dev')], prints: /^AWS: keys of dev until [\d: -]+$/m },
    'npx projen login --watch': { stopped: /^AWS: keys of dev until [\d: -]+/m },
    'npx projen login --status': { prints: /dev.*\d\d:\d\d/ },
  }, () => Terminal.in(rc(session))), runsIn('test/process/cli/watch.test.ts', 'login --watch says what it renews, and a signal ends it with the time until which the containers have keys'))),
  entry('Where the keys are', 'text', foldersAfterLogin(rc(session), 4)),
  entry(ENVIRONMENT, 'sh', inOneShell(rc('AwsCredentials.fromEnvironment()'), 'AWS_ACCESS_KEY_ID', 'ASIAIOSFODNN7EXAMPLE')),
  entry(ENVIRONMENT, 'powershell', asInSh(PAGE, { '--format env': '--format powershell' })),
];
