import { CloudCredentials, type AstroRuntime, type CredentialsDeclarations } from '../../../src';
import { errorOf, services, synth } from '../../support/projects';
import { read } from '../../support/util';

/** How a user would do for another cloud what AwsCredentials does for AWS. */
class GcloudMounted extends CloudCredentials {
  public declarations(runtime: AstroRuntime): CredentialsDeclarations {
    return {
      mounts: [{ source: '~/.config/gcloud', target: '/home/astro/.config/gcloud', readOnly: true }],
      environment: { CLOUDSDK_CONFIG: '/home/astro/.config/gcloud', RUNTIME: runtime.airflowVersion },
      environmentDefaults: { GOOGLE_CLOUD_PROJECT: 'orders-dev' },
      dotenvKeys: { GOOGLE_APPLICATION_CREDENTIALS: '/home/astro/.config/gcloud/application_default_credentials.json' },
      requirements: ['apache-airflow-providers-google'],
    };
  }
}

/** Credentials that return what a test is about. */
class Own extends CloudCredentials {
  public constructor(private readonly declared: CredentialsDeclarations) {
    super();
  }

  public declarations(): CredentialsDeclarations {
    return this.declared;
  }
}

test('credentials that a user wrote reach every file, with no change to LocalAirflow', () => {
  const outdir = synth({ runtimeVersion: '13.7.0', credentials: [new GcloudMounted()] });
  expect(services(outdir).webserver).toEqual({
    environment: {
      GOOGLE_CLOUD_PROJECT: '${GOOGLE_CLOUD_PROJECT:-orders-dev}',
      CLOUDSDK_CONFIG: '/home/astro/.config/gcloud',
      RUNTIME: '2.11',
    },
    volumes: [{ type: 'bind', source: '~/.config/gcloud', target: '/home/astro/.config/gcloud', read_only: true, bind: { create_host_path: false } }],
  });
  expect(read(outdir, '.env')).toContain('\nGOOGLE_APPLICATION_CREDENTIALS=/home/astro/.config/gcloud/application_default_credentials.json\n');
  expect(read(outdir, 'requirements.txt')).toContain('\napache-airflow-providers-google\n');
});

test('two ways of getting credentials stand side by side', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [new GcloudMounted(), new Own({ environment: { VAULT_ADDR: 'http://vault:8200' } })] });
  expect(Object.keys(services(outdir).scheduler.environment)).toEqual(['GOOGLE_CLOUD_PROJECT', 'CLOUDSDK_CONFIG', 'RUNTIME', 'VAULT_ADDR']);
});

test('nothing declared is nothing written', () => {
  expect(services(synth({ runtimeVersion: '3.1-12', credentials: [new Own({})] }))).toEqual({});
});

test.each<[string, CredentialsDeclarations, RegExp]>([
  ['a default with a $', { environmentDefaults: { A: 'b$c' } }, /The default of A .*"\$"/],
  ['a default with a brace', { environmentDefaults: { A: 'b}' } }, /The default of A .*brace/],
  ['an empty default', { environmentDefaults: { A: '' } }, /The default of A is empty/],
  ['a default that is an access key', { environmentDefaults: { A: `ASIA${'B'.repeat(16)}` } }, /The default of A looks like an AWS access key id/],
  ['a secret by its name', { environmentDefaults: { AWS_SECRET_ACCESS_KEY: 'x' } }, /AWS_SECRET_ACCESS_KEY is the name of a secret/],
  ['a token in the environment', { environment: { VAULT_TOKEN: 'hvs.x' } }, /VAULT_TOKEN is the name of a secret/],
  ['a secret key in .env', { dotenvKeys: { AWS_SECRET_ACCESS_KEY: 'x' } }, /AWS_SECRET_ACCESS_KEY is the name of a secret/],
  ['a private key', { environment: { KEY: '-----BEGIN RSA PRIVATE KEY-----' } }, /looks like a private key/],
  ['a name that is none', { environment: { 'A=B': 'c' } }, /"A=B" is no name of an environment variable/],
  ['a requirement that is none', { requirements: ['not a requirement'] }, /none that pip can read/],
  ['a named volume', { mounts: [{ source: 'data', target: '/data' }] }, /named volume. Write \.\/data/],
])('%s is refused whoever wrote the credentials', (_, declared, message) => {
  const error = errorOf(() => synth({ runtimeVersion: '3.1-12', credentials: [new Own(declared)] }));
  expect(error?.name).toBe('AstroAirflowError');
  expect(error?.message).toMatch(message);
  expect(error?.message).not.toMatch(/ASIA|hvs/);
});
