import { BELIEVED, no, setup, YES, type Answer, type Strategy } from '../strategy';

const BACKEND: [string, Answer] = ['Airflow\'s backend', YES];
const NO_MOUNT = no('no mount there; Airflow starts, and finds nothing');

/** The ways of `VaultCredentials`, the preferred one first. */
export const VAULT_STRATEGIES: readonly [session: Strategy, environment: Strategy] = [
  {
    call: 'VaultCredentials.session()',
    // The folder is the one that keys of AWS are brought in.
    systems: { linux: YES, rootless: BELIEVED, userns: BELIEVED, podman: BELIEVED, macos: BELIEVED, windows: BELIEVED, wsl: BELIEVED },
    runs: { start: YES, standalone: setup('`tokenPath` of your own', false), parse: NO_MOUNT, run: NO_MOUNT, ci: setup('`login --from-environment`') },
    kinds: new Map([
      ['`vault login`, with any method', YES],
      ['AppRole', setup('`roleIdFile` and `secretIdFile`')],
      ['root token, dev server', setup('`longLivedTokens: true`')],
    ]),
    libraries: new Map([BACKEND, ['hvac in a DAG', setup('read `/home/astro/.vault/token`', false)]]),
  },
  {
    call: 'VaultCredentials.fromEnvironment()',
    systems: { linux: BELIEVED, rootless: BELIEVED, userns: BELIEVED, podman: BELIEVED, macos: BELIEVED, windows: BELIEVED, wsl: BELIEVED },
    runs: { start: YES, standalone: BELIEVED, parse: no('the override is not read; Airflow starts, and finds nothing'), run: no('the override is not read'), ci: BELIEVED },
    kinds: new Map([
      ['`vault login`, with any method', setup('`export VAULT_TOKEN=$(vault print token)`', false)],
      ['AppRole', setup('`VaultCredentials.appRole()`, Airflow 3.2 or newer')],
      ['root token, dev server', BELIEVED],
    ]),
    libraries: new Map([BACKEND, ['hvac in a DAG', BELIEVED]]),
  },
];
