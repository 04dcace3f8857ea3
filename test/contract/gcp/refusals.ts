import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { declaring, homeWith, OTHER_PROJECT, PROJECT, READER, valueOf, type GoogleCheck, type GoogleSetting } from './setting';
import { declare } from '../airflow/declared';
import { printed, script, type Asked } from '../airflow/setting';

/** What the package refuses, and what a real system makes of it. */
interface Refusal {
  readonly what: string;
  /** JavaScript that declares it. */
  readonly declared: string;
  readonly says: RegExp;
  /** Arguments that would come of it; undefined removes one. */
  readonly kwargs?: Readonly<Record<string, unknown>>;
  /** Variables of the container. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly asked?: Asked;
  /** What is in the log then. */
  readonly log?: RegExp;
  /** What is found all the same, which misleads. By default nothing. */
  readonly found?: string;
}

const backend = (options: string): string => `astro.GcpSecretsBackend.secretManager({ projectId: '${PROJECT}', ${options} })`;
const KWARGS = { connections_prefix: 'airflow-connections', variables_prefix: 'airflow-variables', project_id: PROJECT };

const REFUSALS: readonly Refusal[] = [
  {
    what: 'a backend without a project, with which Airflow does not start',
    declared: 'local({ credentials: [astro.GcpCredentials.mounted()], secretsBackend: astro.GcpSecretsBackend.secretManager() })',
    says: /secretManager\(\) has no project, and without one Airflow does not start/,
    kwargs: { project_id: undefined },
    log: /ValueError: Project ID could not be determined/,
  },
  { what: 'a prefix of connections with a slash, with which Airflow does not start', declared: backend('connectionsPrefix: \'airflow/connections\''), says: /connectionsPrefix "airflow\/connections" cannot/, kwargs: { connections_prefix: 'airflow/connections' }, log: /should follows that pattern/ },
  { what: 'a prefix of variables with a dot, which the service refuses at each lookup', declared: backend('variablesPrefix: \'a.b\''), says: /variablesPrefix "a\.b" cannot/, kwargs: { variables_prefix: 'a.b' }, log: /\(InvalidArgument\): Invalid secret ID a\.b-my_var/ },
  { what: 'a separator with a slash, with which Airflow does not start', declared: backend('sep: \'/\''), says: /sep "\/" cannot/, kwargs: { sep: '/' }, log: /should follows that pattern/ },
  { what: 'a misspelled argument, with which Airflow does not start', declared: backend('extraKwargs: { gcp_scope: \'x\' }'), says: /gcp_scope.*Airflow would not start.*Did you mean gcp_scopes/, kwargs: { gcp_scope: 'x' }, log: /TypeError: .*unexpected keyword argument 'gcp_scope'/ },
  { what: 'an empty chain of service accounts, with which the developer reads', declared: backend('impersonationChain: []'), says: /impersonationChain is empty/, kwargs: { impersonation_chain: [] }, found: valueOf('airflow-variables-my_var') },
  {
    what: 'a service account without a project, with which another project is asked than GOOGLE_CLOUD_PROJECT says',
    declared: `astro.GcpSecretsBackend.secretManager({ impersonationChain: ['${READER}'] })`,
    says: /impersonationChain needs projectId: without it/,
    kwargs: { project_id: undefined, impersonation_chain: READER },
    environment: { GOOGLE_CLOUD_PROJECT: OTHER_PROJECT },
    found: valueOf('airflow-variables-my_var', PROJECT),
  },
  { what: 'the name of a project instead of its id, which the service refuses', declared: 'astro.GcpSecretsBackend.secretManager({ projectId: \'Orders Dev\' })', says: /"Orders Dev" is not the id of a Google Cloud project/, kwargs: { project_id: 'Orders Dev' }, log: /\(InvalidArgument\)/ },
  { what: 'a key with a dot, which the service refuses', declared: `local({ secretsBackend: ${backend('')}, exampleDag: { variableKey: 'a.b' } })`, says: /The variable key "a\.b" cannot be looked up in Google Cloud Secret Manager/, asked: ['variable', 'a.b'], log: /\(InvalidArgument\): Invalid secret ID airflow-variables-a\.b/ },
  { what: 'the key of a service account, which is a secret', declared: backend('extraKwargs: { gcp_keyfile_dict: { private_key: \'x\' } }'), says: /gcp_keyfile_dict\. It is the key of a service account/ },
];

/** That what the package refuses is refused rightly: forced past it, a real system fails or misleads. */
export const REFUSAL_CHECKS: readonly GoogleCheck[] = [
  {
    name: `refused: ${REFUSALS.map(({ what }) => what).join('; ')}`,
    async prove(setting) {
      const said = declare(setting, REFUSALS.map(({ declared }) => declared));
      REFUSALS.forEach(({ says }, index) => assert.match(said[index], says));
      const forced = await force(setting);
      REFUSALS.forEach(({ what, log, found = null, asked, kwargs }, index) => {
        if (asked !== undefined || kwargs !== undefined) {
          assert.deepEqual(forced[index].found, found, `${what}: ${forced[index].log}`);
          assert.match(forced[index].log, log ?? /^/, what);
        }
      });
    },
  },
];

/** Looks up with such arguments in the container of a working project, each with a backend of its own in one process. */
async function force(setting: GoogleSetting): Promise<ReadonlyArray<{ readonly found: unknown; readonly log: string }>> {
  const project = setting.airflow.synthesize(declaring('', `{ projectId: '${PROJECT}' }`));
  const input = REFUSALS.map(({ kwargs = {}, environment = {}, asked = ['variable', 'my_var'] }) => ({ environment: { ...environment, AIRFLOW__SECRETS__BACKEND_KWARGS: JSON.stringify({ ...KWARGS, ...kwargs }) }, asked }));
  const ran = await setting.airflow.run({ project, home: homeWith(setting), besides: setting.google.besides }, ['python', '-c', script('forced.py', path.join(__dirname, '../airflow'))], JSON.stringify(input));
  const logs = ran.stdout.split(/^CASE \d+$/m).slice(1);
  assert.equal(logs.length, REFUSALS.length, ran.output);
  return logs.map((log) => ({ found: printed(log, 'FOUND'), log }));
}
