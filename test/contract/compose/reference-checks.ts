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

const MERGED = `
  const { file } = new astro.LocalAirflow(project).override;
  file.addOverride('services.scheduler', { networks: ['airflow', 'airflow'], depends_on: { 'db-migration': { restart: true } }, volumes: null, restart: null });
  file.addOverride('services.triggerer.profiles', ['off']);
  file.addOverride('volumes.postgres_data.name', 'pg');
  file.addOverride('networks.front', { external: true, driver: 'bridge' });`;

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

  await run.check('what compose merges with the Astro CLI\'s own services and volumes is taken: null, a name that is there twice, a dependency without a condition, and names', async () => {
    const [{ directory, override }] = await mustSynthesizeAll(run, 'merged', [{ major: 3, rc: MERGED }]);
    const { services, volumes, networks } = await merger.merge({ base: baseFile(3, { project: directory }), override, directory, shell: SHELL });
    const { 'db-migration': migration } = services.scheduler.depends_on as Record<string, object>;
    assert.deepEqual([services.scheduler.networks, migration], [{ airflow: null }, { condition: 'service_started', required: true, restart: true }]);
    assert.equal((volumes as Record<string, { name: string }>).postgres_data.name, 'pg');
    assert.equal((networks as Record<string, { external?: boolean }>).front.external, true);
    assert.ok(!('triggerer' in services));
  });
}
