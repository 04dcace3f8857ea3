import { BELIEVED, no, setup, YES, type Strategy } from '../strategy';

/** The way of `GcpCredentials`. */
export const GCP_MOUNTED: Strategy = {
  call: 'GcpCredentials.mounted()',
  systems: {
    linux: setup('`setfacl`, again after each sign-in'),
    rootless: setup('a file that others may read', false),
    userns: setup('a file that others may read', false),
    podman: setup('a file that others may read', false),
    macos: BELIEVED,
    windows: BELIEVED,
    wsl: setup('as the engine in it', false),
  },
  runs: {
    start: YES,
    standalone: { works: 'yes', proved: true, note: 'reads your own file' },
    parse: no('no mount there', false),
    run: no('no mount there', false),
    ci: setup('`hostFile`, and a file that the workflow writes', false),
  },
  kinds: new Map([
    ['your own account (`authorized_user`)', YES],
    ['impersonated service account', YES],
    ['workforce or workload identity with a file', setup('mount what the file names, too', false)],
    ['key of a service account', setup('`hostFile`', false)],
    ['`gcloud auth login` alone', no('gcloud keeps it in a place of its own')],
  ]),
  libraries: new Map([
    ['Airflow\'s backend and hooks, the Google Cloud libraries for Python', YES],
    ['gcsfs, pandas, dbt', BELIEVED],
    ['Go, Java, Node', BELIEVED],
    ['DuckDB', no('it reads HMAC keys', false)],
  ]),
};
