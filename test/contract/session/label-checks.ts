import * as assert from 'node:assert/strict';
import type { MakeStack } from '../containers/failing-starts';
import type { RowRun } from '../row';
import { askedFor } from './stack-checks';

const TARGET = '/home/astro/.aws';

/** How a service's mount asks for a label of SELinux, as an escape hatch, and whether the engine hears of it. */
const FORMS: ReadonlyArray<{ readonly service: string; readonly rc: string; readonly arrives: boolean }> = [
  // In the mount as it is rendered, with `create_host_path: false`.
  { service: 'scheduler', rc: 'addOverride(\'services.scheduler.volumes.0.bind.selinux\', \'z\')', arrives: false },
  { service: 'api-server', rc: 'patch(projen.JsonPatch.replace(\'/services/api-server/volumes/0/bind\', { selinux: \'z\' }))', arrives: false },
  // As the guide has it.
  { service: 'dag-processor', rc: 'addOverride(\'services.dag-processor.volumes.0.bind\', { create_host_path: true, selinux: \'z\' })', arrives: true },
  { service: 'triggerer', rc: `patch(projen.JsonPatch.replace('/services/triggerer/volumes/0', '~/.aws:${TARGET}:ro,z'))`, arrives: true },
];

/** Which ways to ask for a label reach the engine: this machine has no SELinux, but Docker's API says what it was asked for. */
export async function checkLabels(run: RowRun, makeStack: MakeStack): Promise<void> {
  await run.check('a label for SELinux reaches the engine in the short syntax, and in the long one with create_host_path: true alone', async () => {
    const stack = makeStack({ major: 3, rc: () => ['const local = new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted()] });', ...FORMS.map(({ rc }) => `local.override.file.${rc};`)].join('\n') });
    try {
      const { status, output } = await stack.up();
      assert.equal(status, 0, output);
      const containers = await stack.containers();
      for (const { service, arrives } of FORMS) {
        const asked = askedFor(containers.get(service)!, TARGET);
        assert.equal(JSON.stringify(asked).includes('ro,z'), arrives, `${service}: ${JSON.stringify(asked)}`);
      }
    } finally {
      await stack.down();
    }
  });
}
