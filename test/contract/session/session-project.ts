import * as fs from 'node:fs';
import * as path from 'node:path';
import { answeringCli } from './aws-clis';
import { inSeconds } from './host-setting';
import { Machine } from './machine';
import type { AwsKey } from '../airflow/fake-aws';
import type { Setting } from '../airflow/setting';
import { REGION } from '../airflow/stored';

/** An Astro project that declares a session, and a developer's machine whose AWS CLI gives prepared answers. */
export class SessionProject {
  /** The project's folder. */
  readonly project: string;
  readonly machine: Machine;

  /**
   * @param options of the session, as JavaScript
   * @param backend options of the backend, as JavaScript
   */
  constructor({ run, airflow, aws }: Setting, { options = `profile: 'dev', region: '${REGION}'`, backend = '', endpoint = aws.endpoint }: { readonly options?: string; readonly backend?: string; readonly endpoint?: string } = {}) {
    this.project = airflow.synthesize(`{
      credentials: [astro.AwsCredentials.session({ ${options} })],
      secretsBackend: astro.AwsSecretsBackend.secretsManager({ endpointUrl: '${endpoint}', ${backend} }),
      exampleDag: { variableKey: 'my_var', connectionId: 'my_conn' },
    }`);
    this.machine = new Machine(run, { home: fs.mkdtempSync(path.join(run.work, 'home-')), cli: answeringCli(run) });
  }

  /** Where containers of the project run. */
  get place(): { readonly project: string; readonly home: string } {
    return { project: this.project, home: this.machine.home };
  }

  /** Exports keys of somebody to all profiles of the project. */
  async export(key: AwsKey, seconds = 3_600, shell: Readonly<Record<string, string>> = {}): Promise<void> {
    this.answer(key, seconds);
    const { came } = await this.machine.with({ env: shell }).all({ project: this.project });
    const failed = came.find(({ result }) => result.kind !== 'keys');
    if (failed !== undefined) {
      throw new Error(JSON.stringify(failed));
    }
  }

  /** What the AWS CLI is to print from now on. */
  answer({ id, secret, token = 'a-token' }: AwsKey, seconds: number): void {
    fs.writeFileSync(path.join(this.machine.home, 'answer'), JSON.stringify({ Version: 1, AccessKeyId: id, SecretAccessKey: secret, SessionToken: token, Expiration: inSeconds(seconds) }));
  }
}
