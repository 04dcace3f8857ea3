import { AwsCredentials, AwsSecretsBackend, AzureCredentials, CloudCredentials, GcpCredentials, VaultCredentials, type CredentialsDeclarations } from '../../../src';
import { errorOf, services, synth } from '../../support/projects';
import { read } from '../../support/util';

const AWS = AwsCredentials.session({ profile: 'dev', region: 'us-west-2' });

/** The data of the tasks is in another cloud than their secrets. */
class OtherCloud extends CloudCredentials {
  public constructor(private readonly more: CredentialsDeclarations = {}) {
    super();
  }

  public declarations(): CredentialsDeclarations {
    return { mounts: [{ source: '~/.other', target: '/home/astro/.other', readOnly: true }], environment: { OTHER_CONFIG: '/home/astro/.other' }, requirements: ['other-sdk'], ...this.more };
  }
}

function refusal(...credentials: CloudCredentials[]): string | undefined {
  return errorOf(() => synth({ runtimeVersion: '3.1-12', credentials }))?.message;
}

test.each([[[AWS, new OtherCloud()]], [[new OtherCloud(), AWS]]])('credentials of two clouds are beside each other, with the secrets in one of them', (credentials) => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials, secretsBackend: AwsSecretsBackend.secretsManager({ region: 'us-west-2' }), exampleDag: {} });
  const { environment, volumes } = services(outdir).scheduler;
  expect(environment).toMatchObject({ OTHER_CONFIG: '/home/astro/.other', AWS_PROFILE: 'default' });
  expect(volumes.map(({ target }: { target: string }) => target)).toContain('/home/astro/.other');
  expect(volumes.length).toBeGreaterThan(1);
  expect(read(outdir, 'requirements.txt')).toMatch(/\napache-airflow-providers-amazon\n[^]*other-sdk|other-sdk\n[^]*apache-airflow-providers-amazon\n/);
});

test.each<[string, CredentialsDeclarations]>([
  ['a value', { environment: { AWS_PROFILE: 'other' } }],
  ['another default', { environmentDefaults: { AWS_PROFILE: 'other' } }],
  ['a key of .env', { dotenvKeys: { AWS_PROFILE: 'other' } }],
  ['the shell\'s own', { passThrough: ['AWS_PROFILE'] }],
])('two credentials that set the same variable are refused: %s', (_, more) => {
  const message = 'AwsCredentials and OtherCloud both set AWS_PROFILE, in different ways, and a container has it once. Remove one of these credentials, or let one set another variable.';
  expect(refusal(AWS, new OtherCloud(more))).toBe(message);
  expect(refusal(new OtherCloud(more), AWS)).toBe(message.replace('AwsCredentials and OtherCloud', 'OtherCloud and AwsCredentials'));
});

test('two of the same class are named so', () => {
  const other = (value: string) => new OtherCloud({ mounts: [], environment: { OTHER_PROJECT: value } });
  expect(refusal(other('a'), other('b'))).toMatch(/^Two OtherCloud both set OTHER_PROJECT, /);
});

test('two that set a variable to the same value are taken', () => {
  const other = () => new OtherCloud({ mounts: [], environment: { OTHER_PROJECT: 'a' } });
  expect(refusal(other(), other())).toBeUndefined();
});

test.each<[string, () => CloudCredentials, () => CloudCredentials, string]>([
  ['of AWS', () => AWS, () => AwsCredentials.session({ profile: 'prod' }), 'AwsCredentials.session() is declared twice, and the containers have it once. Declare one for all profiles: session({ profile: \'a\', profiles: [\'b\'] }).'],
  ['of AWS, mounted', () => AwsCredentials.mounted(), () => AwsCredentials.mounted({ profile: 'b' }), 'AwsCredentials.mounted() is declared twice, and the containers have it once. Declare one: the containers find all profiles of ~/.aws, and its profile is the default alone.'],
  ['of AWS, in two ways', () => AwsCredentials.mounted(), () => AWS, 'AwsCredentials.mounted() and AwsCredentials.session() are both for /home/astro/.aws of the containers. Remove one.'],
  ['of Azure', () => AzureCredentials.session(), () => AzureCredentials.session(), 'AzureCredentials.session() is declared twice, and the containers have it once. Declare one of one tenant, with all resources: session({ resources: [\'https://vault.azure.net\', \'https://storage.azure.com\'] }).'],
  ['of Google', () => GcpCredentials.mounted({ projectId: 'orders-dev' }), () => GcpCredentials.mounted({ projectId: 'orders-dev' }), 'GcpCredentials.mounted() is declared twice, and the containers have it once. Declare one: it is for all projects that you can read. Give GcpSecretsBackend.secretManager() the projectId of another one.'],
  ['of Vault', () => VaultCredentials.session(), () => VaultCredentials.session({ address: 'https://v.example.com' }), 'VaultCredentials.session() is declared twice, and the containers have it once. Declare one: its token is good for its namespace and those below it.'],
])('a second one of its kind is refused with what to declare in its place: %s', (_, one, other, message) => {
  expect(refusal(one(), other())).toBe(message);
});

test.each<[string, CloudCredentials[]]>([
  ['several profiles of AWS', [AwsCredentials.session({ profile: 'a', profiles: ['b'] })]],
  ['several resources of Azure', [AzureCredentials.session({ resources: ['https://vault.azure.net', 'https://storage.azure.com'] })]],
])('what a refusal of a second one names is taken: %s', (_, credentials) => {
  expect(refusal(...credentials)).toBeUndefined();
});
