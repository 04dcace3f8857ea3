import * as assert from 'node:assert/strict';
import type { Merger } from './merger';
import { mustSynthesizeAll, SHELL } from './stack';
import { AIRFLOW_MAJORS, baseFile } from '../base';
import type { RowRun } from '../row';

const RC = `
  const local = new astro.LocalAirflow(project);
  local.addVolume('kafka_data');
  local.addVolume('shared_data', { external: true });
  local.addNetwork('front');
  local.addService('cache', { image: 'redis' });
  local.addService('kafka', {
    image: 'kafka', volumes: ['kafka_data:/a', 'shared_data:/b:ro', 'airflow_logs:/c'], networks: ['airflow', 'front'], depends_on: ['cache', 'postgres', 'scheduler'], volumes_from: ['cache'],
  });
  local.addService('probe', { image: 'busybox', network_mode: 'service:kafka' });`;

/** What a service names is there once it is declared; what is not is among the refusals. */
export async function checkReferences(run: RowRun, merger: Merger): Promise<void> {
  for (const major of AIRFLOW_MAJORS) {
    await run.check(`Airflow ${major}: volumes, networks and services that are declared are found by the services that name them`, async () => {
      const [{ directory, override }] = await mustSynthesizeAll(run, `references-${major}`, [{ major, rc: RC }]);
      const { services, volumes, networks } = await merger.merge({ base: baseFile(major, { project: directory }), override, directory, shell: SHELL });
      const { kafka, probe } = services;
      assert.deepEqual(kafka.volumes!.map(({ source }) => source), ['kafka_data', 'shared_data', 'airflow_logs']);
      assert.deepEqual(Object.keys(kafka.networks as object).sort(), ['airflow', 'front']);
      assert.deepEqual(Object.keys(kafka.depends_on as object).sort(), ['cache', 'postgres', 'scheduler']);
      assert.equal(probe.network_mode, 'service:kafka');
      assert.deepEqual(['kafka_data', 'shared_data'].map((name) => (volumes as Record<string, { external?: boolean }>)[name].external === true), [false, true]);
      assert.ok('front' in (networks as object));
    });
  }
}
