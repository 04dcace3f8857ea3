import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Merger, MergedProject } from './merger';
import { differences, flat, mustSynthesizeAll, SHELL } from './stack';
import { bind } from './strategies';
import { BASE, baseFile } from '../base';
import type { RowRun } from '../row';

const KWARGS = 'AIRFLOW__SECRETS__BACKEND_KWARGS';

/** What compose passes over. */
const OWN = {
  example: {
    dagId: 'example_secrets_dag',
    secrets: [{ kind: 'variable', key: 'my_var', name: 'airflow/variables/my_var' }, { kind: 'connection', key: 'my_conn', name: 'airflow/connections/my_conn' }],
  },
};

/** Files of the guide on one system, and the declaration that docs/from-the-guide.md puts in their place. */
interface Tab {
  readonly system: string;
  /** The file of step 4. */
  readonly override: string;
  readonly home: string;
  /** JavaScript of the credentials. */
  readonly credentials: string;
  /** What only the tab with single sign-on has, beside what all have. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const TABS: readonly Tab[] = [
  { system: 'Linux', override: 'linux-and-mac.yml', home: '/home/alice', credentials: 'astro.AwsCredentials.mounted()' },
  { system: 'macOS, with the path that the guide means', override: 'linux-and-mac.yml', home: '/Users/alice', credentials: 'astro.AwsCredentials.mounted()' },
  { system: 'Windows', override: 'windows.yml', home: '/c/Users/alice', credentials: "astro.AwsCredentials.mounted({ hostDirectory: '/c/Users/alice/.aws' })" },
  {
    system: 'Linux with single sign-on',
    override: 'linux-and-mac.yml',
    home: '/home/alice',
    credentials: "astro.AwsCredentials.mounted({ profile: 'dev', sso: true })",
    more: {
      'environment.AWS_PROFILE': 'dev',
      ...Object.fromEntries(['sso/cache', 'login/cache'].map((cache) => [`volumes./home/astro/.aws/${cache}`, bind(`/home/alice/.aws/${cache}`, `/home/astro/.aws/${cache}`)])),
    },
  },
];

/** The files of the guide that this package replaces, over the Astro CLI's file for Airflow 2: for another it is not written. */
export async function checkGuide(run: RowRun, merger: Merger): Promise<void> {
  const names = TABS.map(({ system }) => `the guide's files and ours give the same but for what docs/from-the-guide.md names: ${system}`);
  if (!run.wants(...names)) {
    return;
  }
  const written = await mustSynthesizeAll(run, 'guide', TABS.map(({ credentials }) => ({
    major: 2,
    rc: `new astro.LocalAirflow(project, { credentials: [${credentials}], secretsBackend: astro.AwsSecretsBackend.secretsManager({ region: 'us-west-2' }), exampleDag: {} });`,
  })));
  for (const [index, { override, home, more = {} }] of TABS.entries()) {
    await run.check(names[index], async () => {
      const guide = fs.mkdtempSync(path.join(run.work, 'by-hand-'));
      fs.copyFileSync(path.join(__dirname, 'guide/dotenv.txt'), path.join(guide, '.env'));
      const text = fs.readFileSync(path.join(__dirname, 'guide', override), 'utf-8').replace(/\/home\/<username>|\/c\/Users\/<username>/g, home);
      const shell = { ...SHELL, HOME: home };
      const base = baseFile(2, { project: '/srv/orders' });
      const { directory, override: ourText } = written[index];
      const [byHand, ours] = await merger.mergeAll([{ base, override: text, directory: guide, shell }, { base, override: ourText, directory, shell }]);
      assert.deepEqual([byHand.error, ours.error], [undefined, undefined]);

      // docs/from-the-guide.md, "The override" and "The .env": `version` is only warned of; JSON without blanks; long syntax that creates no
      // directory; no wait for EC2's metadata; what this package itself reads; with a profile and single sign-on those as well.
      assert.deepEqual([obsolete(byHand.warnings), obsolete(ours.warnings)], [1, 0]);
      const expected = Object.fromEntries(BASE[2].airflowServices.flatMap((service) => Object.entries({
        [`environment.${KWARGS}`]: '{"connections_prefix":"airflow/connections","variables_prefix":"airflow/variables","region_name":"us-west-2"}',
        'environment.AWS_EC2_METADATA_DISABLED': 'true',
        'volumes./home/astro/.aws': bind(`${home}/.aws`, '/home/astro/.aws', true),
        ...more,
      }).map(([fact, value]) => [`${service}.${fact}`, value])));
      assert.deepEqual(differences(byHand.project!, ours.project!), { ...expected, 'x-projen-astro-airflow': OWN });
      for (const service of BASE[2].airflowServices) {
        assert.deepEqual(kwargs(ours.project!, service), kwargs(byHand.project!, service));
        assert.deepEqual(flat(byHand.project!)[`${service}.volumes./home/astro/.aws`], { type: 'bind', source: `${home}/.aws`, target: '/home/astro/.aws', read_only: true, bind: { create_host_path: true } });
      }
    });
  }
}

function obsolete(warnings: readonly string[]): number {
  return warnings.filter((warning) => warning.includes('the attribute `version` is obsolete')).length;
}

function kwargs({ services }: MergedProject, service: string): unknown {
  return JSON.parse(services[service].environment?.[KWARGS] ?? 'none');
}
