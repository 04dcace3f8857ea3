import { BELIEVED, no, setup, YES, type Strategy } from '../strategy';

const NO_MOUNT = no('no mount there');

/** The ways of `AzureCredentials`. */
export const AZURE_STRATEGIES: readonly [Strategy] = [
  {
    call: 'AzureCredentials.session()',
    systems: { linux: YES, rootless: BELIEVED, userns: BELIEVED, podman: BELIEVED, macos: BELIEVED, windows: BELIEVED, wsl: BELIEVED },
    runs: {
      start: YES,
      standalone: { works: 'yes', proved: false, note: 'uses your own Azure CLI' },
      parse: NO_MOUNT,
      run: NO_MOUNT,
      ci: setup('`az login` of a service principal first', false),
    },
    kinds: new Map([
      ['user, also with a second factor', YES],
      ['service principal', BELIEVED],
      ['managed identity, in Azure', BELIEVED],
    ]),
    libraries: new Map([
      ['azure-identity: `DefaultAzureCredential`, `AzureCliCredential`', YES],
      ['Airflow\'s backend, and hooks without a secret in their connection', YES],
      ['adlfs, Azure SDKs for Python', BELIEVED],
      ['Azure SDKs for Java, Go, .NET', BELIEVED],
      ['azcopy, Terraform', no('they need the Azure CLI itself', false)],
    ]),
  },
];
