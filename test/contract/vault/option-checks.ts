import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import type { VaultCheck, VaultSetting } from './content';
import { withSession } from './place';
import { printed, script } from '../airflow/setting';

const COUNT = 2_000;

/** A part of a path: what people write, and what they hardly do. */
const segment = fc.oneof({ weight: 3, arbitrary: fc.stringMatching(/^[a-z0-9_-]{1,8}$/) }, { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z0-9 _.~@:=+%$&#?äß€-]{1,6}$/) });
const path_ = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const slashed = fc.oneof({ weight: 30, arbitrary: path_ }, { weight: 1, arbitrary: path_.map((one) => `/${one}`) }, { weight: 1, arbitrary: path_.map((one) => `${one}/`) }, { weight: 4, arbitrary: fc.constant('') });

/** One kind of lookup: with a path, switched off, or as it is by default. */
const kind = (name: string) => fc.oneof(slashed.map((one) => ({ [`${name}Path`]: one })), fc.constantFrom<object>({}, { [name]: true }, { [name]: false }));

const options = fc.record({
  way: fc.constantFrom('token', 'environment', 'appRole'),
  key: path_,
  options: fc.tuple(kind('connections'), kind('variables'), kind('config'), fc.record({
    mountPoint: slashed,
    kvEngineVersion: fc.oneof({ weight: 30, arbitrary: fc.constantFrom(1, 2) }, { weight: 1, arbitrary: fc.constant(3) }),
    url: fc.constantFrom('http://vault:8200', 'https://vault.example.com/'),
    namespace: path_,
    verify: fc.constantFrom<unknown>(true, false, '/usr/local/airflow/include/ca.pem'),
  }, { requiredKeys: [] })).map((parts) => Object.assign({}, ...parts) as object),
});

/** What the package makes of a set of options: the kwargs and the names, or its refusal. */
interface Declared {
  readonly refused?: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly names: ReadonlyArray<string | null>;
  readonly create?: string;
}

export const VAULT_OPTION_CHECKS: readonly VaultCheck[] = [
  {
    name: `${COUNT} random sets of options: the real class asks for the names that are derived, or for nothing, and none that is taken stops Airflow`,
    async prove(setting) {
      const cases = fc.sample(options, { numRuns: COUNT, seed: Number(process.env.PROPERTY_SEED ?? 20) });
      const declared = declare(setting, cases);
      const taken = cases.map((one, index) => ({ ...one, declared: declared[index] })).filter((one) => one.declared.refused === undefined);
      assert.ok(taken.length > COUNT / 4, `only ${taken.length} sets are taken`);
      const asked = taken.map(({ key, declared: { kwargs } }) => ({ kwargs, asked: [['variable', key], ['connection', key]] }));
      const ran = await setting.airflow.run(withSession(setting), ['python', '-c', script('many_options.py', __dirname)], JSON.stringify(asked));
      const paths = printed(ran.stdout, 'PATHS', ran.output) as Array<string | ReadonlyArray<string | null>>;
      taken.forEach((one, index) => assert.deepEqual(paths[index], one.declared.names.map((name) => pathOf(one.declared.kwargs, name)), JSON.stringify(one)));
      setting.run.progress(`${taken.length} of ${COUNT} sets of options are taken`);
    },
  },
];

/** The path of the API for the name of a secret. */
function pathOf(kwargs: Readonly<Record<string, unknown>>, name: string | null): string | null {
  if (name === null) {
    return null;
  }
  const mount = (kwargs.mount_point as string | null) ?? name.slice(0, name.indexOf('/'));
  return `/v1/${mount}/${kwargs.kv_engine_version === 1 ? '' : 'data/'}${name.slice(mount.length + 1)}`;
}

function declare({ run }: VaultSetting, cases: readonly unknown[]): Declared[] {
  const directory = fs.mkdtempSync(path.join(run.work, 'options-'));
  const program = path.join(directory, 'options.js');
  fs.writeFileSync(program, `
    const { VaultSecretsBackend } = require('projen-astro-airflow');
    const declared = JSON.parse(require('node:fs').readFileSync(0, 'utf-8')).map(({ way, key, options }) => {
      try {
        const backend = VaultSecretsBackend[way](options);
        return { kwargs: backend.kwargs, names: [backend.secretNameForVariable(key) ?? null, backend.secretNameForConnection(key) ?? null] };
      } catch (error) {
        return { refused: error.message };
      }
    });
    process.stdout.write(JSON.stringify(declared));
  `);
  return JSON.parse(run.packages.run(directory, program, JSON.stringify(cases))) as Declared[];
}
