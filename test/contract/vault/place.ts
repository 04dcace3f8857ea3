import * as fs from 'node:fs';
import * as path from 'node:path';
import type { VaultSetting } from './content';
import type { Place } from '../airflow/airflow';
import { CONTAINER_USER } from '../base';

/** The folder of a session, below a home. */
export const MOUNT = '.airflow-credentials/vault/default/mount';

/** A developer's home with a token in the folder of a session, as the host writes it: a file that is complete before it is there. */
export function homeWithToken({ run }: Pick<VaultSetting, 'run'>, token: string): string {
  const home = fs.mkdtempSync(path.join(run.work, 'home-'));
  fs.mkdirSync(path.join(home, MOUNT), { recursive: true });
  putToken(path.join(home, MOUNT, 'token'), token);
  return home;
}

/** Replaces a file by another one, as the host does with a token, and the Vault CLI with `~/.vault-token`. */
export function putToken(file: string, token: string, mode = 0o644): void {
  fs.writeFileSync(`${file}.new`, token);
  fs.chmodSync(`${file}.new`, mode);
  fs.chownSync(`${file}.new`, CONTAINER_USER.uid, CONTAINER_USER.uid);
  fs.renameSync(`${file}.new`, file);
}

/** A project that reads with the token of a session, and the machine of a developer who has one. */
export function withSession(setting: VaultSetting, backend = '', token = setting.vault.token()): Place & { readonly token: string } {
  const project = setting.airflow.synthesize(`{
    credentials: [astro.VaultCredentials.session()],
    secretsBackend: astro.VaultSecretsBackend.token({ ${backend} }),
    exampleDag: { variableKey: '${backend.includes("mountPoint: ''") ? 'kv/my_var' : 'my_var'}' },
  }`);
  return { project, home: homeWithToken(setting, token), shell: { VAULT_ADDR: setting.vault.address }, token };
}
