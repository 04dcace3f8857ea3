import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Merger } from './merger';
import { flat, mustSynthesizeAll, SHELL } from './stack';
import { AIRFLOW_MAJORS, BASE, baseFile } from '../base';
import type { RowRun } from '../row';

/** The sample below a heading of the guide. */
function sampleOf(heading: string): string {
  const guide = fs.readFileSync(path.join(__dirname, '../../../docs/guide.md'), 'utf-8');
  const [, sample] = new RegExp(`^#+ ${heading}\n\n\`\`\`ts\n([^]*?)\`\`\``, 'm').exec(guide) ?? [];
  assert.ok(sample !== undefined, `no sample below ${heading}`);
  return sample;
}

/** What the guide shows of what people add most: compose takes it over the Astro CLI's file, and each is there. */
export async function checkExtensions(run: RowRun, merger: Merger): Promise<void> {
  for (const major of AIRFLOW_MAJORS) {
    await run.check(`Airflow ${major}: what people add most, as the guide shows it, is in the merged project, and nothing of the Astro CLI's is lost`, async () => {
      const rc = `const local = new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted()] });\n${sampleOf('What people add most')}`;
      const [{ directory, override }] = await mustSynthesizeAll(run, `most-${major}`, [{ major, rc }]);
      const base = baseFile(major, { project: directory });
      const [merged, alone] = await Promise.all([merger.merge({ base, override, directory, shell: SHELL }), merger.merge({ base, directory, shell: SHELL })]);
      const { scheduler, minio, postgres, triggerer } = merged.services;
      assert.deepEqual(
        [scheduler.user, scheduler.mem_limit, minio.image, postgres.image, postgres.command, scheduler.environment?.LOG_LEVEL],
        ['root', String(4 * 1024 ** 3), 'minio/minio', 'postgres:16', ['postgres', '-c', 'max_connections=200'], 'info'],
      );
      assert.deepEqual(Object.keys(scheduler.depends_on as object).sort(), [...Object.keys(alone.services.scheduler.depends_on as object), 'minio'].sort());
      const { warehouse } = merged.networks as Record<string, { external?: boolean }>;
      assert.deepEqual([scheduler.networks, minio.networks, warehouse.external], [{ airflow: null, warehouse: null }, { airflow: null }, true]);
      assert.deepEqual([(merged.volumes as object), minio.volumes!.map(({ source }) => source)], [{ ...(alone.volumes as object), minio_data: { name: 'orders_minio_data' } }, ['minio_data']]);
      assert.deepEqual((triggerer.env_file as unknown[]).at(-1), { path: path.join(directory, 'team.env'), required: false });
      assert.deepEqual((scheduler.ports as Array<{ target: number; host_ip: string }>).map(({ target, host_ip }) => [target, host_ip]), [[5678, '127.0.0.1']]);
      for (const name of BASE[major].airflowServices) {
        const targets = merged.services[name].volumes!.map(({ target }) => target);
        const more = [...(name === 'scheduler' ? ['/var/run/docker.sock'] : []), '/home/astro/.aws', '/usr/local/airflow/shared'];
        assert.deepEqual(targets.sort(), [...alone.services[name].volumes!.map(({ target }) => target), ...more].sort());
        assert.deepEqual(merged.services[name].extra_hosts, ['host.docker.internal=host-gateway']);
      }
      const [before, after] = [flat(alone), flat(merged)];
      const changed = Object.keys(before).filter((fact) => JSON.stringify(before[fact]) !== JSON.stringify(after[fact]));
      assert.deepEqual(changed.filter((fact) => !/^(networks|volumes|postgres\.service\.(image|command)|scheduler\.service\.(user|depends_on|networks)|triggerer\.service\.env_file)$/.test(fact)), []);
    });
  }
}
