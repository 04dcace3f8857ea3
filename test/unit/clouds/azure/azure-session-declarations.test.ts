import * as path from 'node:path';
import { parse } from 'yaml';
import { AstroRuntime, AzureCredentials, type AzureSessionOptions } from '../../../../src';
import { hostSessions } from '../../../../src/clouds/host-sessions';
import { declaredSessions } from '../../../../src/host/declared-sessions';
import { mounted, placesOf } from '../../../../src/host/places';
import { errorOf, services, synth } from '../../../support/projects';
import { read } from '../../../support/util';

const RUNTIME = '3.1-12';
const HOME = path.resolve('/home/alice');
const TENANT = '11111111-2222-3333-4444-AAAAAAAAAAAA';

const declared = (options?: AzureSessionOptions) => AzureCredentials.session(options).declarations(AstroRuntime.parse(RUNTIME));
const project = (options?: AzureSessionOptions) => synth({ runtimeVersion: RUNTIME, credentials: [AzureCredentials.session(options)] });

test('every Airflow service reads the tokens, has our az where every PATH has it, and asks no other credential', () => {
  const outdir = project();
  expect(parse(read(outdir, 'docker-compose.override.yml'))['x-projen-astro-airflow']).toEqual({ sessions: [{ cloud: 'azure' }] });
  const every = services(outdir);
  expect(Object.keys(every)).toEqual(['scheduler', 'dag-processor', 'api-server', 'triggerer']);
  for (const service of Object.values<any>(every)) {
    expect(service).toEqual({
      environment: { AZURE_TOKEN_CREDENTIALS: 'dev' },
      volumes: [
        { type: 'bind', source: '~/.airflow-credentials/azure/default/mount', target: '/home/astro/.azure-session', read_only: true, bind: { create_host_path: false } },
        { type: 'bind', source: '~/.airflow-credentials/azure/default/mount/bin/az', target: '/usr/local/bin/az', read_only: true, bind: { create_host_path: false } },
      ],
    });
  }
});

test('.env gets nothing, so that the standalone mode goes on with the developer\'s own Azure CLI', () => {
  expect(declared({ tenantId: TENANT })).not.toHaveProperty('dotenvKeys');
});

test.each<[string, AzureSessionOptions, string]>([
  ['nothing declared', {}, 'default'],
  ['a tenant', { tenantId: TENANT }, '11111111-2222-3333-4444-aaaaaaaaaaaa'],
  ['the usual resource, declared', { resources: ['https://vault.azure.net'] }, 'default'],
  ['other resources', { resources: ['https://vault.azure.net', 'https://storage.azure.com/', '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d'] }, 'default+2ff814a6-3304-4ab8-85cb-cd0e6f879c1d+storage.azure.com+vault.azure.net'],
  ['an application of one\'s own, and a tenant', { tenantId: 'contoso.onmicrosoft.com', resources: ['api://team/app'] }, 'contoso.onmicrosoft.com+api___team_app'],
  ['another folder', { directory: '/srv/keys' }, 'default'],
])('the mounts are the folder and the program that login fills, with %s', (_, options, name) => {
  const outdir = project(options);
  const [session, ...others] = hostSessions(declaredSessions(outdir), { env: {}, home: HOME });
  expect(others).toEqual([]);
  expect(session).toMatchObject({ cloud: 'azure', cloudName: 'Azure', name });
  const places = placesOf(session);
  const sources = services(outdir).scheduler.volumes.map(({ source }: any) => path.normalize(source.replace(/^~/, HOME)));
  expect(sources).toEqual([places.mount, mounted(places, session.configFiles[0].name)]);
});

test('a line of .env that older libraries take before the session is warned of', () => {
  expect(Object.keys(declared().beatenBy ?? {})).toEqual(expect.arrayContaining(['AZURE_CLIENT_SECRET', 'IDENTITY_ENDPOINT']));
});

test.each<[string, AzureSessionOptions, RegExp]>([
  ['no tenant', { tenantId: '' }, /^tenantId "" is not a tenant of Microsoft Entra\. Use its id \(az account show --query tenantId/],
  ['a tenant that is a name', { tenantId: 'My Company' }, /^tenantId "My Company" is not a tenant/],
  ['a tenant cut short', { tenantId: '11111111-2222-3333-4444-5555' }, /is not a tenant/],
  ['a tenant that is an option', { tenantId: '--debug.example.com' }, /is not a tenant/],
  ['no resources', { resources: [] }, /^resources is empty, so the containers would get no token/],
  ['a scope', { resources: ['https://vault.azure.net/.default'] }, /"https:\/\/vault\.azure\.net\/\.default" is a scope\. Omit \/\.default/],
  ['a resource without https://', { resources: ['vault.azure.net'] }, /^resources: "vault\.azure\.net" is not a resource of Microsoft Entra/],
  ['a resource over http', { resources: ['http://vault.azure.net'] }, /is not a resource/],
  ['a resource that leads upward', { resources: ['https://vault.azure.net/../../x y'] }, /is not a resource/],
  ['a resource that is an option', { resources: ['--query'] }, /is not a resource/],
  ['a resource with a quote', { resources: ['https://a.b\'; rm'] }, /is not a resource/],
  ['a resource in upper case, which names another file', { resources: ['https://VAULT.azure.net'] }, /in lower case/],
  ['a resource twice', { resources: ['https://storage.azure.com', 'https://storage.azure.com/'] }, /"https:\/\/storage\.azure\.com\/" is declared twice; a slash at the end makes no other token/],
  ['more resources than a name can have', { resources: Array.from({ length: 20 }, (_, index) => `https://resource-${index}.azure.com`) }, /are so many that no folder/],
  ['a folder of a project', { directory: './keys' }, /^directory "\.\/keys" is not a folder for the tokens/],
  ['the Azure CLI\'s own folder', { directory: '~/.azure' }, /is where the Azure CLI keeps its own files/],
  ['a variable', { directory: '$HOME/keys' }, /starts with a variable/],
])('%s is refused', (_, options, message) => {
  expect(errorOf(() => AzureCredentials.session(options))?.message).toMatch(message);
});

test('a secret is not repeated where a tenant or a resource is expected', () => {
  const secret = 'ghp_' + 'a1B2'.repeat(9);
  for (const options of [{ tenantId: secret }, { resources: [secret] }]) {
    const { message } = errorOf(() => AzureCredentials.session(options))!;
    expect(message).toMatch(/looks like/);
    expect(message).not.toContain(secret);
  }
});

test('a second session of Azure in one project is refused, as both would be one az', () => {
  const credentials = [AzureCredentials.session(), AzureCredentials.session({ tenantId: TENANT })];
  const message = errorOf(() => synth({ runtimeVersion: RUNTIME, credentials }))?.message;
  expect(message).toBe("AzureCredentials.session() is declared twice, and the containers have it once. Declare one of one tenant, with all resources: session({ resources: ['https://vault.azure.net', 'https://storage.azure.com'] }).");
});
