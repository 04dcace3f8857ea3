import * as path from 'node:path';
import { AIRFLOW_MISTAKES } from '../../contract/airflow/mistakes';
import { AZURE_MISTAKES } from '../../contract/azure/mistakes';
import { COMPOSE_MISTAKES } from '../../contract/compose/rows';
import { CONTAINER_MISTAKES } from '../../contract/containers/mistakes';
import { DOTENV_MISTAKES } from '../../contract/dotenv/mistakes';
import { SESSION_MISTAKES } from '../../contract/session/mistakes';
import { TRY_MISTAKES } from '../../contract/try/mistakes';
import { read } from '../../support/util';

const ROOT = path.resolve(__dirname, '../../..');

// The contract finds it too, after half an hour.
test('each deliberate mistake of the contract replaces a text that the compiled package has', () => {
  const all = [...AIRFLOW_MISTAKES, ...AZURE_MISTAKES, ...COMPOSE_MISTAKES, ...CONTAINER_MISTAKES, ...DOTENV_MISTAKES, ...SESSION_MISTAKES, ...TRY_MISTAKES];
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter(({ file, good }) => !read(ROOT, file).includes(good)).map(({ what, file, good }) => ({ what, file, good }))).toEqual([]);
});
