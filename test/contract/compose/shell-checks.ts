import * as assert from 'node:assert/strict';
import type { Merger, MergedProject } from './merger';
import { mustSynthesizeAll, SHELL } from './stack';
import { AIRFLOW_MAJORS, BASE, baseFile, type AirflowMajor } from '../base';
import type { RowRun } from '../row';

const WITH_DEFAULTS = "new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: 'us-west-2' })] });";
const WITHOUT = 'new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted()] });';

/** What the shell of `astro dev start` has a say in. */
export async function checkShell(run: RowRun, merger: Merger): Promise<void> {
  for (const major of AIRFLOW_MAJORS) {
    const start = async (rc: string, dotenv: string, ...shells: ReadonlyArray<Readonly<Record<string, string>>>) => {
      const [{ directory, override }] = await mustSynthesizeAll(run, 'shell', [{ major, rc, dotenv }]);
      return merger.mergeAll(shells.map((shell) => ({ base: baseFile(major, { project: directory }), override, directory, shell })));
    };

    await run.check(`Airflow ${major}: the developer's AWS_PROFILE and AWS_DEFAULT_REGION win over the declared ones, in each service`, async () => {
      const [{ project }] = await start(WITH_DEFAULTS, '', { ...SHELL, AWS_PROFILE: 'my own', AWS_DEFAULT_REGION: 'eu-central-1' });
      assert.deepEqual(inEach(major, project!, 'AWS_PROFILE', 'AWS_DEFAULT_REGION'), [['my own', 'eu-central-1']]);
    });

    await run.check(`Airflow ${major}: an empty AWS_PROFILE in the shell leaves the declared one, since an empty one is an error for botocore`, async () => {
      const [{ project }] = await start(WITH_DEFAULTS, '', { ...SHELL, AWS_PROFILE: '', AWS_DEFAULT_REGION: '' });
      assert.deepEqual(inEach(major, project!, 'AWS_PROFILE', 'AWS_DEFAULT_REGION'), [['dev', 'us-west-2']]);
    });

    await run.check(`Airflow ${major}: what .env says of a declared profile has no effect, as the guide warns`, async () => {
      const [unset, set] = await start(WITH_DEFAULTS, 'AWS_PROFILE=theirs\n', SHELL, { ...SHELL, AWS_PROFILE: 'shell' });
      assert.deepEqual(inEach(major, unset.project!, 'AWS_PROFILE'), [['dev']]);
      assert.deepEqual(inEach(major, set.project!, 'AWS_PROFILE'), [['shell']]);
    });

    await run.check(`Airflow ${major}: with no profile declared none is set, and one in .env reaches the containers`, async () => {
      const [shellOnly] = await start(WITHOUT, '', { ...SHELL, AWS_PROFILE: 'shell' });
      assert.deepEqual(inEach(major, shellOnly.project!, 'AWS_PROFILE'), [[undefined]]);
      const [dotenv] = await start(WITHOUT, 'AWS_PROFILE=theirs\n', SHELL);
      assert.deepEqual(inEach(major, dotenv.project!, 'AWS_PROFILE'), [['theirs']]);
    });

    await run.check(`Airflow ${major}: a profile of the shell is taken as it stands, even with a "$" in it`, async () => {
      const [{ project }] = await start(WITH_DEFAULTS, '', { ...SHELL, AWS_PROFILE: 'a$HOME ${X:-y}' });
      assert.deepEqual(inEach(major, project!, 'AWS_PROFILE'), [['a$HOME ${X:-y}']]);
    });

    await run.check(`Airflow ${major}: ~ is the home of whoever starts, on Linux and macOS`, async () => {
      const homes = ['/home/bob', '/Users/carol'];
      const merged = await start(WITHOUT, '', ...homes.map((HOME) => ({ ...SHELL, HOME })));
      assert.deepEqual(merged.map(({ project }) => project!.services.scheduler.volumes!.at(-1)!.source), homes.map((home) => `${home}/.aws`));
    });

    await run.check(`Airflow ${major}: with HOME unset compose only warns, and mounts nothing that could be there`, async () => {
      const [{ project, error, warnings }] = await start(WITHOUT, '', { PATH: SHELL.PATH });
      assert.deepEqual([error, warnings.filter((warning) => warning.includes('lacks HOME')).length > 0], [undefined, true]);
      assert.deepEqual(inEachService(major, project!, ({ volumes }) => volumes!.at(-1)!.source), ['~/.aws']);
    });
  }
}

/** The values of some variables, as often as they differ between the Airflow services. */
function inEach(major: AirflowMajor, project: MergedProject, ...names: string[]): unknown[] {
  return inEachService(major, project, ({ environment }) => names.map((name) => environment?.[name]));
}

function inEachService(major: AirflowMajor, { services }: MergedProject, of: (service: MergedProject['services'][string]) => unknown): unknown[] {
  const values = BASE[major].airflowServices.map((name) => of(services[name]));
  return values.filter((value, index) => values.findIndex((other) => JSON.stringify(other) === JSON.stringify(value)) === index);
}
