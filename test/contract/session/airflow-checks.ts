import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { SessionProject } from './session-project';
import type { Place } from '../airflow/airflow';
import { own } from '../airflow/developer';
import { assertNamed } from '../airflow/named';
import { startRefusingAws } from '../airflow/refusing-aws';
import { assertConnectionPrinted, assertNoPassword, assertPrinted } from '../airflow/scenarios';
import { edit, assertFound, lookUp, printed, script, testDag, type AirflowCheck, type Asked, type LookedUp, type Setting } from '../airflow/setting';
import { REGION, valueOf } from '../airflow/stored';

const FOUND = valueOf('airflow/variables/my_var');
const VARIABLE: Asked = ['variable', 'my_var'];

/** That Airflow uses the keys of a session, and no others. */
export const SESSION_CHECKS: readonly AirflowCheck[] = [
  {
    name: 'the example DAG prints a variable and a connection with the keys of the session',
    async prove(setting) {
      const session = new SessionProject(setting);
      await session.export(setting.aws.keys.signedIn);
      const ran = await testDag(setting, session.place);
      assertPrinted(ran, 'my_var', FOUND);
      assertConnectionPrinted(ran, 'my_conn', 'airflow/connections/my_conn');
      assertNoPassword(ran);
    },
  },
  {
    name: 'a task with a PATH of its own gets the keys: the program that reads them has its whole path',
    async prove(setting) {
      const session = new SessionProject(setting);
      await session.export(setting.aws.keys.signedIn);
      assertFound(await lookUpAfter('import os; os.environ["PATH"] = "/nowhere"', setting, session.place, VARIABLE), FOUND);
    },
  },
  {
    name: 'what .env and the image have of profiles and files does not win: AWS_PROFILE, AWS_DEFAULT_PROFILE, both paths, ~/.aws/credentials',
    async prove(setting) {
      const session = new SessionProject(setting);
      await session.export(setting.aws.keys.signedIn);
      const { id, secret } = setting.aws.keys.stranger;
      const image = fs.mkdtempSync(path.join(setting.run.work, 'image-'));
      fs.mkdirSync(path.join(image, '.aws'));
      const credentials = `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
      ['.aws/credentials', 'elsewhere'].forEach((name) => fs.writeFileSync(path.join(image, name), credentials));
      own(image);
      // First that they would win if nothing of this package is in their way.
      const bare = setting.airflow.synthesize(`{ secretsBackend: astro.AwsSecretsBackend.secretsManager({ endpointUrl: '${setting.aws.endpoint}', region: '${REGION}' }) }`);
      const refused = await lookUp(setting, { ...session.place, project: bare, image }, VARIABLE);
      assertFound(refused, null);
      assert.match(refused.log, /ClientError: An error occurred \((403|AccessDeniedException)\)/);
      const lines = ['AWS_PROFILE=nobody', 'AWS_DEFAULT_PROFILE=nobody', 'AWS_CONFIG_FILE=/home/astro/elsewhere', 'AWS_SHARED_CREDENTIALS_FILE=/home/astro/elsewhere', 'AWS_EC2_METADATA_DISABLED=false'];
      edit(session.project, '.env', (text) => `${lines.join('\n')}\n${text}`);
      assertFound(await lookUp(setting, { ...session.place, image }, VARIABLE), FOUND);
    },
  },
  {
    name: 'keys in .env, of which a synth warns, do win',
    async prove(setting) {
      const session = new SessionProject(setting);
      await session.export(setting.aws.keys.signedIn);
      const { id, secret } = setting.aws.keys.stranger;
      edit(session.project, '.env', (text) => `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n${text}`);
      assertFound(await lookUp(setting, session.place, VARIABLE), null);
    },
  },
  {
    name: 'keys in .env that have ended, and a profile that is not exported, are named as causes',
    async prove(setting) {
      const endpoint = await startRefusingAws(setting.run, { code: 'ExpiredTokenException', message: 'The security token included in the request is expired' });
      const session = new SessionProject(setting, { endpoint });
      await session.export(setting.aws.keys.signedIn);
      const { id, secret } = setting.aws.keys.stranger;
      edit(session.project, '.env', (text) => `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n${text}`);
      const ended = await lookUp(setting, session.place, VARIABLE);
      assert.match(ended.log, /ClientError: An error occurred \(ExpiredTokenException\)/);
      assertNamed(setting.run, ended.log, 'session', 'keys-beside-session');
      const other = new SessionProject(setting, { backend: 'profile: \'dev\'' });
      await other.export(setting.aws.keys.signedIn);
      edit(other.project, '.env', (text) => text.replace(/"profile_name": ?"[^"]*"/, '"profile_name": "data"'));
      const absent = await lookUp(setting, other.place, VARIABLE);
      assert.match(absent.log, /ProfileNotFound: The config profile \(data\) could not be found/);
      assertNamed(setting.run, absent.log, 'session', 'profile-not-exported');
    },
  },
  {
    name: 'profiles by their names: the declared one, and a further one with keys of its own',
    async prove(setting) {
      const session = new SessionProject(setting, { options: `profile: 'dev', profiles: ['data'], region: '${REGION}'`, backend: 'profile: \'data\'' });
      await session.export(setting.aws.keys.signedIn);
      replaceKeys(session, 'dev', setting.aws.keys.stranger);
      assertFound(await lookUp(setting, session.place, VARIABLE), FOUND);
      const named = new SessionProject(setting, { backend: 'profile: \'dev\'' });
      await named.export(setting.aws.keys.signedIn);
      assertFound(await lookUp(setting, named.place, VARIABLE), FOUND);
    },
  },
  {
    name: 'a project sees the profiles that it declares alone: a section that another one wrote does no harm, and gives no keys',
    async prove(setting) {
      const other = new SessionProject(setting, { options: `profile: 'dev', profiles: ['data'], region: '${REGION}'` });
      await other.export(setting.aws.keys.signedIn);
      const ours = new SessionProject(setting);
      const home = other.machine.home;
      assert.match(fs.readFileSync(path.join(other.machine.folder('dev'), 'mount', 'config'), 'utf-8'), /^\[profile data\]$/m);
      assertFound(await lookUp(setting, { project: ours.project, home }, VARIABLE), FOUND);
      // As a line of the developer's own: a declaration of that profile is refused.
      const theirs = new SessionProject(setting);
      edit(theirs.project, '.env', (text) => text.replace('BACKEND_KWARGS={', 'BACKEND_KWARGS={"profile_name":"data",'));
      const { found, log } = await lookUp(setting, { project: theirs.project, home }, VARIABLE);
      assert.deepEqual(found, [null]);
      assert.match(log, /CredentialRetrievalError: .*\.aws-profiles\/data\/session\.json: No such file or directory/);
    },
  },
  {
    name: 'AWS_PROFILE of the shell is whose keys are exported and mounted, and names no profile in the containers',
    async prove(setting) {
      const session = new SessionProject(setting);
      const shell = { AWS_PROFILE: 'my own' };
      await session.export(setting.aws.keys.stranger);
      await session.export(setting.aws.keys.signedIn, 3_600, shell);
      assertFound(await lookUp(setting, { ...session.place, shell }, VARIABLE), FOUND);
      assertFound(await lookUp(setting, session.place, VARIABLE), null);
    },
  },
  {
    name: 'without keys the log says which file is missing; before any export there is not even the folder to mount',
    async prove(setting) {
      const session = new SessionProject(setting);
      await assert.rejects(lookUp(setting, session.place, VARIABLE), /bind source path does not exist: .*\/\.airflow-credentials\/aws\/dev\/mount/);
      await session.machine.all({ action: 'prepare', project: session.project });
      const { found, log } = await lookUp(setting, session.place, VARIABLE);
      assert.deepEqual(found, [null]);
      assert.match(log, /CredentialRetrievalError: Error when retrieving credentials from custom-process: \/bin\/cat: \/home\/astro\/\.aws\/session\.json: No such file or directory/);
    },
  },
  {
    name: 'containers cannot write to the mounted folder, and see nothing of the host beside it',
    async prove(setting) {
      const session = new SessionProject(setting);
      await session.export(setting.aws.keys.signedIn);
      const { stdout } = await setting.airflow.run(session.place, ['sh', '-c', 'cd ~/.aws && ls -A && ls -A .. && touch x; rm -f session.json; chmod 777 config; ls -A']);
      assert.deepEqual(stdout.split('\n').filter((line) => line !== ''), ['config', 'session.json', '.aws', 'config', 'session.json']);
    },
  },
];

/** Looks up in a process that does something else first. */
async function lookUpAfter(first: string, { airflow }: Setting, place: Place, ...asked: Asked[]): Promise<LookedUp> {
  const ran = await airflow.run(place, ['python', '-c', `${first}\n${script('look_up.py')}`], JSON.stringify(asked));
  return { found: printed(ran.stdout, 'FOUND', ran.output) as unknown[], log: ran.output };
}

/** Gives a profile other keys, as if they had been exported. */
function replaceKeys({ machine }: SessionProject, profile: string, { id, secret }: { readonly id: string; readonly secret: string }): void {
  const file = path.join(machine.folder(profile), 'mount', 'session.json');
  const { SessionToken: _, ...json } = machine.json(profile);
  fs.writeFileSync(file, JSON.stringify({ ...json, AccessKeyId: id, SecretAccessKey: secret }));
}
