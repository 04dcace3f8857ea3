import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BASE } from '../base';
import { kwargs } from './causes';
import { declare } from './declared';
import { devProfile, keyOf, type AwsFiles } from './developer';
import { ASKS_AWS, BACKEND_REFUSALS, ODD_PROFILES, ROLE, type Refusal } from './refusals';
import { ORDERS } from './scenarios';
import { homeWith, parseDags, printed, script, type AirflowCheck, type Setting } from './setting';
import { RESERVED_NAMES, valueOf } from './stored';

/** That what the package refuses is refused rightly: forced past it, a real system fails or misleads. */
export const REFUSAL_CHECKS: readonly AirflowCheck[] = [
  ...BACKEND_REFUSALS.map((refusal): AirflowCheck => ({
    name: nameOf(refusal),
    async prove(setting) {
      assert.match(refusedBy(setting).get(refusal)!, refusal.says);
      const { found, log } = (await forcedIn(setting)).get(refusal)!;
      assert.deepEqual(found, refusal.found ?? null, log);
      assert.match(log, refusal.log ?? /^/);
    },
  })),
  {
    name: 'warned of: a role, which the developer\'s own identity may not assume; the backend reads with it where another may',
    async prove(setting) {
      const { airflow, aws } = setting;
      const [denied, allowed] = await force(setting, [
        { environment: kwargs({ role_arn: aws.role }) },
        { environment: { ...kwargs({ role_arn: aws.role }), AWS_PROFILE: ROLE.profile } },
      ]);
      assert.equal(denied.found, null);
      assert.match(denied.log, ROLE.denied);
      assert.equal(allowed.found, valueOf('orders/variables/source'));
      const [warning] = declare(setting, [`throw new Error(astro.AwsSecretsBackend.secretsManager({ roleArn: '${aws.role}' }).warnings)`]);
      assert.match(warning, /With a developer's own credentials that is usually denied/);
      const project = airflow.synthesize(ORDERS.replace('connectionsPrefix:', `roleArn: '${aws.role}', connectionsPrefix:`));
      assert.equal(kwargsIn(project).role_arn, aws.role);
    },
  },
  {
    name: 'refused: names that Parameter Store keeps for AWS itself',
    prove(setting) {
      assert.deepEqual(setting.aws.refused, { 'aws-team': 'ValidationException', '/aws/team/my_var': 'AccessDeniedException', '/ssm/team/my_var': 'ValidationException' });
      const said = declare(setting, RESERVED_NAMES.map((name) => `astro.AwsSecretsBackend.parameterStore({ variablesPrefix: '${name}' })`));
      said.forEach((message) => assert.match(message, /a name must not start with "aws" or "ssm"/));
    },
  },
  {
    name: 'refused: DAG ids with which the DAG cannot be imported, and names of files that Airflow does not read',
    async prove(setting) {
      const ids = { 'a b': /has to be made of alphanumeric characters, dashes, dots/, 'a/b': /has to be made of/, 'a+b': /has to be made of/, [`${'x'.repeat(251)}`]: /has to be less than 250 characters/ };
      const files = ['dag.txt', 'dag', '.py'];
      const dags = [...Object.keys(ids).map((dagId) => ({ dagId })), ...files.map((fileName) => ({ fileName }))];
      declare(setting, dags.map((dag) => `local({ secretsBackend: astro.AwsSecretsBackend.secretsManager(), exampleDag: ${JSON.stringify(dag)} })`)).forEach((message, index) =>
        assert.match(message, 'dagId' in dags[index] ? /is not valid for Airflow/ : /is not a name for a Python file in dags/));
      const project = setting.airflow.synthesize(ORDERS);
      const folder = path.join(project, 'dags');
      const dag = fs.readFileSync(path.join(folder, 'example_secrets_dag.py'), 'utf-8');
      Object.keys(ids).forEach((id, index) => fs.writeFileSync(path.join(folder, `id${index}.py`), dag.replace('"example_secrets_dag"', JSON.stringify(id))));
      files.forEach((name, index) => fs.writeFileSync(path.join(folder, name), dag.replace('"example_secrets_dag"', `"in_file_${index}"`)));
      const parsed = await parseDags(setting, { project, home: homeWith(setting, { config: {} }) });
      assert.deepEqual(Object.keys(parsed.dags), ['example_secrets_dag']);
      Object.values(ids).forEach((error, index) => assert.match(parsed.errors[`/usr/local/airflow/dags/id${index}.py`], error));
      assert.equal(Object.keys(parsed.errors).length, Object.keys(ids).length);
    },
  },
  {
    name: 'the DAG in the style of the other major does not do: Airflow 2 cannot import it, Airflow 3 calls it deprecated',
    async prove(setting) {
      const { airflow } = setting;
      const project = airflow.synthesize(ORDERS);
      const other = airflow.synthesize(ORDERS, BASE[airflow.release.major === 3 ? 2 : 3].image);
      const file = 'dags/example_secrets_dag.py';
      fs.copyFileSync(path.join(other, file), path.join(project, file));
      const { errors, log } = await parseDags(setting, { project, home: homeWith(setting, { config: {} }) });
      if (airflow.release.major === 3) {
        assert.match(log, /`airflow\.decorators\.dag` attribute is deprecated/);
      } else {
        assert.match(Object.values(errors).join('\n'), /No module named 'airflow\.sdk'/);
      }
    },
  },
  {
    name: 'refused: requirements that Python\'s packaging, and so pip, cannot read',
    async prove(setting) {
      const lines = ['foo bar', 'foo==', 'foo>>1', '_foo', 'foo[bar', 'foo[bar,]', 'foo;bar', 'foo; python_version > 3', '==1.0', 'foo~=1', 'foo==a', 'foo>1.*'];
      declare(setting, lines.map((line) => `local({}).addRequirement('${line}')`)).forEach((message) => assert.match(message, /cannot be read by pip/));
      const program = 'import json, sys\nfrom packaging.requirements import InvalidRequirement, Requirement\nread = []\nfor line in json.load(sys.stdin):\n    try:\n        read.append(str(Requirement(line)))\n    except InvalidRequirement:\n        pass\nprint(read)';
      const { output } = await setting.airflow.container.run({ command: ['python', '-c', program], environment: {}, mounts: [], input: JSON.stringify([...lines, 'foo==1']) });
      assert.equal(output, '[\'foo==1\']\n');
    },
  },
];

function nameOf({ what }: Refusal): string {
  return `refused: ${what}`;
}

type PerRefusal<T> = Map<Refusal, T>;

/** Both ask for all that is wanted at once. */
const said = new WeakMap<Setting, PerRefusal<string>>();
const looked = new WeakMap<Setting, Promise<PerRefusal<Forced>>>();

function wantedIn({ run }: Setting): Refusal[] {
  return BACKEND_REFUSALS.filter((refusal) => run.wants(nameOf(refusal)));
}

function refusedBy(setting: Setting): PerRefusal<string> {
  if (!said.has(setting)) {
    const wanted = wantedIn(setting);
    const messages = declare(setting, wanted.map(({ declared }) => declared));
    said.set(setting, new Map(wanted.map((refusal, index) => [refusal, messages[index]])));
  }
  return said.get(setting)!;
}

function forcedIn(setting: Setting): Promise<PerRefusal<Forced>> {
  if (!looked.has(setting)) {
    const wanted = wantedIn(setting);
    looked.set(setting, force(setting, wanted).then((results) => new Map(wanted.map((refusal, index) => [refusal, results[index]]))));
  }
  return looked.get(setting)!;
}

interface Forced {
  readonly found: unknown;
  readonly log: string;
}

/** Looks up with such variables in the container of a working project, each with a backend of its own in one process. */
async function force(setting: Setting, cases: ReadonlyArray<Pick<Refusal, 'environment' | 'asked'>>): Promise<Forced[]> {
  const { airflow } = setting;
  const place = { project: airflow.synthesize(ORDERS), home: homeWith(setting, developerWithOddProfiles(setting)) };
  const input = cases.map(({ environment, asked = ['variable', 'source'] }) => ({ environment, asked }));
  const ran = await airflow.run(place, ['python', '-c', script('forced.py')], JSON.stringify(input));
  const logs = ran.stdout.split(/^CASE \d+$/m).slice(1);
  assert.equal(logs.length, cases.length, ran.output);
  return logs.map((log) => ({ found: printed(log, 'FOUND'), log }));
}

function developerWithOddProfiles({ aws }: Setting): AwsFiles {
  const { config, credentials } = devProfile(aws, aws.keys.developer);
  const key = keyOf(aws.keys.developer);
  return {
    config: {
      ...config,
      ...Object.fromEntries([ROLE.profile, ...ODD_PROFILES].map((name) => [`profile ${name}`, { endpoint_url: aws.endpoint }])),
      [`profile ${ASKS_AWS}`]: {},
    },
    credentials: { ...credentials, ...Object.fromEntries([ASKS_AWS, ...ODD_PROFILES].map((name) => [name, key])), [ROLE.profile]: keyOf(aws.keys.assumer) },
  };
}

function kwargsIn(project: string): Record<string, unknown> {
  return JSON.parse(/^AIRFLOW__SECRETS__BACKEND_KWARGS=(.*)$/m.exec(fs.readFileSync(path.join(project, '.env'), 'utf-8'))![1]) as Record<string, unknown>;
}
