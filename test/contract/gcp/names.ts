import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { declaring, homeWith, OTHER_PROJECT, PROJECT, READER, version, type GoogleCheck, type GoogleSetting } from './setting';
import { printed, script } from '../airflow/setting';

const COUNT = 2_000;

/** What the package says of a set of options. */
interface Derived {
  readonly kwargs: Readonly<Record<string, unknown>>;
  /** The project of the environment, where the arguments have none. */
  readonly environment?: string;
  readonly project: string;
  readonly variable: string;
  readonly connection: string;
  readonly config: string;
  /** Names of secrets; null where nothing is looked up. */
  readonly names: Readonly<Record<'variable' | 'connection', string | null>>;
}

type Asked = Readonly<Record<'variable' | 'connection' | 'config', string | null>> | { readonly error: string };

/** That the names which the package derives are those which the real class asks for, and that it can be made with everything that is accepted. */
export const NAME_CHECKS: readonly GoogleCheck[] = [
  {
    name: `the names of ${COUNT.toLocaleString('en')} random sets of options are those that the provider's class asks for, and none of them stops Airflow`,
    async prove(setting) {
      const derived = derivedIn(setting);
      assert.equal(derived.length, COUNT);
      const asked = await askedIn(setting, derived);
      derived.forEach(({ names, project }, index) => {
        const one = asked[index];
        const text = JSON.stringify([derived[index], one]);
        assert.ok(!('error' in one), text);
        for (const kind of ['variable', 'connection'] as const) {
          assert.equal(one[kind], names[kind] === null ? null : version(names[kind], project), text);
        }
      });
      assert.ok(new Set(derived.map(({ kwargs }) => JSON.stringify(kwargs))).size > COUNT / 2, 'the sets are too much alike');
    },
  },
];

/** Options at random, with what the package derives from each. */
function derivedIn({ run }: GoogleSetting): Derived[] {
  const program = path.join(run.work, 'names.js');
  fs.writeFileSync(program, `
    const { GcpSecretsBackend } = require('projen-astro-airflow');
    let state = 20;
    const random = (below) => (state = (state * 48271) % 2147483647) % below;
    const oneOf = (...values) => values[random(values.length)];
    const letters = 'abcXYZ019_-';
    const word = (least, most) => Array.from({ length: least + random(most - least + 1) }, () => letters[random(letters.length)]).join('');
    const maybe = (name, value) => (random(2) === 0 ? {} : { [name]: value });
    const made = [];
    for (let count = 0; count < ${COUNT}; count++) {
      const projectId = oneOf(undefined, '${PROJECT}', '${OTHER_PROJECT}', '123456789012', 'example.com:orders');
      const kinds = ['connections', 'variables', 'config'].map((kind) => (random(5) === 0 ? { [kind]: false } : maybe(kind + 'Prefix', word(0, 12))));
      const options = Object.assign({}, ...kinds, maybe('sep', word(0, 2)), projectId && { projectId }, projectId !== undefined && random(4) === 0 ? { impersonationChain: oneOf(['${READER}'], ['${READER}', '123-compute@developer.gserviceaccount.com']) } : {}, random(5) === 0 ? { extraKwargs: { gcp_scopes: 'https://www.googleapis.com/auth/cloud-platform' } } : {});
      const backend = GcpSecretsBackend.secretManager(options);
      const [variable, connection, config] = [word(1, 30), word(1, 30), word(1, 30)];
      made.push({
        kwargs: backend.kwargs, environment: projectId === undefined ? '${OTHER_PROJECT}' : undefined, project: projectId ?? '${OTHER_PROJECT}', variable, connection, config,
        names: { variable: backend.secretNameForVariable(variable) ?? null, connection: backend.secretNameForConnection(connection) ?? null },
      });
    }
    process.stdout.write(JSON.stringify(made));
  `);
  return JSON.parse(run.packages.run(run.work, program)) as Derived[];
}

async function askedIn(setting: GoogleSetting, derived: readonly Derived[]): Promise<Asked[]> {
  const project = setting.airflow.synthesize(declaring('', `{ projectId: '${PROJECT}' }`));
  const ran = await setting.airflow.run({ project, home: homeWith(setting), besides: setting.google.besides }, ['python', '-c', script('many_names.py', __dirname)], JSON.stringify(derived));
  return printed(ran.stdout, 'NAMES', ran.output) as Asked[];
}
