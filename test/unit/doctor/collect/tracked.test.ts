import { spawnSync } from 'node:child_process';
import { tracked } from '../../../../src/doctor/collect/tracked';
import { tempDir, write } from '../../../support/util';

test('files with keys that git tracks are found in each folder; a session.json in the project\'s own alone, as other programs have such files', async () => {
  const directory = tempDir();
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' };
  const keys = ['.env', '.env.local', '.vault-token', 'backup/.aws/credentials', 'include/.env', 'include/.vault-token', 'include/application_default_credentials.json', 'include/deep/.azure/msal_token_cache.json', 'session.json'];
  const others = ['.env.example', 'include/.env.example', 'include/session.json', 'include/environment', 'dags/my.env.py'];
  write(directory, Object.fromEntries([...keys, ...others].map((name) => [name, 'x'])));
  for (const args of [['init', '-q'], ['add', '-f', '.']]) {
    expect(spawnSync('git', args, { cwd: directory, env }).status).toBe(0);
  }
  const found = await tracked({ directory, env } as unknown as Parameters<typeof tracked>[0]);
  expect('value' in found && [...found.value!].sort()).toEqual([...keys].sort());
});
