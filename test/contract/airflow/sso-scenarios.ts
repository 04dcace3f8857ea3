import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CONTAINER_USER, OVERRIDE_FILE } from '../base';
import { own } from './developer';
import { assertNamed } from './named';
import { assertFound, edit, homeWith, lookUp, type AirflowCheck, type Setting } from './setting';
import { NEW_TOKEN, startSsoPortal, type SsoPortal } from './sso-portal';
import { REGION, valueOf } from './stored';

const SIGNED_IN = `{
  credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}', sso: true })],
  secretsBackend: astro.AwsSecretsBackend.secretsManager(),
}`;

const WRITABLE_CACHES = /- type: bind\n +source: ~\/\.aws\/(sso|login)\/cache\n +target: \S+\n(?! +read_only)/g;

/** What keeps a sign-in from the containers, and the cause that is named for it. */
const SIGN_INS: ReadonlyArray<{ readonly cause: string; readonly home: (token: string) => void; readonly log: RegExp; readonly named: string }> = [
  {
    cause: 'the token cannot be read by the container user, which botocore says with its name alone',
    home: (token) => fs.chownSync(token, 0, 0),
    log: /KeyError: '[0-9a-f]{40}'/,
    named: 'token-unreadable',
  },
  {
    cause: 'the folder of the token belongs to the developer, so a renewed one cannot be kept',
    home: (token) => {
      fs.chownSync(path.dirname(token), 1000, 1000);
      fs.chmodSync(path.dirname(token), 0o755);
    },
    log: /PermissionError: \[Errno 13\] Permission denied: '\/home\/astro\/\.aws\/sso\/cache\//,
    named: 'token-folder-denied',
  },
  {
    cause: 'the sign-in has ended, and nothing can renew it',
    home: (token) => changed(token, { expiresAt: '2026-01-01T00:00:00Z', refreshToken: undefined }),
    log: /UnauthorizedSSOTokenError|Token has expired and refresh failed/,
    named: 'token-ended',
  },
  {
    cause: 'there was no sign-in',
    home: (token) => fs.rmSync(token),
    log: /Error loading SSO Token: Token for corp does not exist/,
    named: 'token-ended',
  },
];

/** Developers who sign in with IAM Identity Center. */
export const SSO_SCENARIOS: readonly AirflowCheck[] = [
  {
    name: 'sso: a session that is about to end is renewed and kept in the mounted sso/cache, and all else of ~/.aws is read-only',
    async prove(setting) {
      const { airflow } = setting;
      const portal = await startSsoPortal(setting.run, setting.aws.keys.signedIn);
      const home = signedInHome(setting, portal);
      const project = airflow.synthesize(SIGNED_IN);
      assertFound(await lookUp(setting, { project, home }, ['variable', 'my_var']), valueOf('airflow/variables/my_var'));
      assert.equal(portal.renewed(), 1);
      const file = tokenFile(home);
      assert.equal((JSON.parse(fs.readFileSync(file, 'utf-8')) as { accessToken: string }).accessToken, NEW_TOKEN);
      assert.equal(fs.statSync(file).uid, CONTAINER_USER.uid);
      const touched = await airflow.run({ project, home }, ['sh', '-c', 'cd ~/.aws; for name in sso/cache/x login/cache/x x sso/x config; do touch $name && echo written: $name; done']);
      assert.deepEqual(touched.stdout.match(/^written: .*/gm), ['written: sso/cache/x', 'written: login/cache/x']);
      assert.equal(touched.stderr.match(/Read-only file system/g)?.length, 3, touched.stderr);
    },
  },
  {
    name: 'sso: with a cache that is not writable the renewed token cannot be kept, and nothing is found',
    async prove(setting) {
      const portal = await startSsoPortal(setting.run, setting.aws.keys.signedIn);
      const project = setting.airflow.synthesize(SIGNED_IN);
      edit(project, OVERRIDE_FILE, (text) => text.replace(WRITABLE_CACHES, (mount) => `${mount}        read_only: true\n`));
      const looked = await lookUp(setting, { project, home: signedInHome(setting, portal) }, ['variable', 'my_var']);
      assertFound(looked, null);
      assert.match(looked.log, /OSError: \[Errno 30\] Read-only file system: '\/home\/astro\/\.aws\/sso\/cache\//);
      assertNamed(setting.run, looked.log, 'mounted', 'token-read-only');
    },
  },
  ...SIGN_INS.map(({ cause, home: change, log, named }): AirflowCheck => ({
    name: `sso: ${cause}`,
    async prove(setting) {
      const portal = await startSsoPortal(setting.run, setting.aws.keys.signedIn);
      const home = signedInHome(setting, portal);
      change(tokenFile(home));
      const looked = await lookUp(setting, { project: setting.airflow.synthesize(SIGNED_IN), home }, ['variable', 'my_var']);
      assertFound(looked, null);
      assert.match(looked.log, log);
      assertNamed(setting.run, looked.log, 'mounted', named);
    },
  })),
  {
    name: 'sso: with the target elsewhere, which is refused, botocore does not find the token',
    async prove(setting) {
      const { airflow, run, aws } = setting;
      assert.throws(() => airflow.synthesize(SIGNED_IN.replace('sso: true', 'sso: true, target: \'/usr/local/airflow/.aws\'')), /cannot serve sso/);
      const portal = await startSsoPortal(run, aws.keys.signedIn);
      const project = airflow.synthesize(SIGNED_IN);
      for (const file of [OVERRIDE_FILE, '.env']) {
        edit(project, file, (text) => text.replaceAll('/home/astro/.aws', '/opt/aws'));
      }
      const looked = await lookUp(setting, { project, home: signedInHome(setting, portal) }, ['variable', 'my_var']);
      assertFound(looked, null);
      assert.match(looked.log, /Error loading SSO Token: Token for corp does not exist/);
    },
  },
];

/** A developer who signed in hours ago: the token has five minutes left. */
function signedInHome(setting: Setting, portal: SsoPortal): string {
  const endpoint = (url: string): string => `\n  endpoint_url = ${url}`;
  const home = homeWith(setting, {
    config: {
      'profile dev': { sso_session: 'corp', sso_account_id: '123456789012', sso_role_name: 'developer', services: 'local' },
      'sso-session corp': { sso_region: REGION, sso_start_url: 'https://corp.example.com/start', sso_registration_scopes: 'sso:account:access' },
      'services local': { secrets_manager: endpoint(setting.aws.endpoint), sso: endpoint(portal.endpoint), sso_oidc: endpoint(portal.endpoint) },
    },
  });
  const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
  const token = {
    startUrl: 'https://corp.example.com/start',
    region: REGION,
    accessToken: 'an-old-token',
    expiresAt: inMinutes(5),
    clientId: 'client',
    clientSecret: 'client-secret',
    registrationExpiresAt: inMinutes(60 * 24),
    refreshToken: 'a-refresh-token',
  };
  const file = tokenFile(home);
  fs.writeFileSync(file, JSON.stringify(token));
  own(file);
  return home;
}

function changed(token: string, other: object): void {
  fs.writeFileSync(token, JSON.stringify({ ...JSON.parse(fs.readFileSync(token, 'utf-8')) as object, ...other }));
}

/** Where botocore keeps the token of a session. */
function tokenFile(home: string): string {
  return path.join(home, '.aws', 'sso', 'cache', `${createHash('sha1').update('corp').digest('hex')}.json`);
}
