import * as fs from 'node:fs';
import * as path from 'node:path';
import { SECRETS, TENANT, TOKENS, VAULT, type FakeKeyVault } from './key-vault';
import type { Airflow, Place } from '../airflow/airflow';
import { edit, type ProvedCheck } from '../airflow/setting';
import type { RowRun } from '../row';
import { Machine, type MachineOptions } from '../session/machine';

/** What every check is based on. */
export interface AzureSetting {
  readonly run: RowRun;
  readonly airflow: Airflow;
  readonly vault: FakeKeyVault;
}

/** One thing that is proved on a version of Airflow. */
export type AzureCheck = ProvedCheck<AzureSetting>;

/** Secrets by what they are for. */
export const FOUND = { variable: SECRETS['airflow-variables-my-var'], connection: SECRETS['airflow-connections-my-conn'] };

/** What is declared beside what every check declares, as JavaScript. */
export interface Declared {
  /** Options of the session. */
  readonly session?: string;
  /** Options of the backend. */
  readonly backend?: string;
  /** Whether there is no example DAG. */
  readonly isBare?: boolean;
}

/** An Astro project that declares a session and a vault, and a developer's machine whose Azure CLI gives the prepared answers. */
export class AzureProject {
  /** The project's folder. */
  readonly project: string;
  readonly machine: Machine;
  /** What the image has in the home of its user. */
  readonly image: string;

  constructor(private readonly setting: AzureSetting, { session = '', backend = '', isBare = false }: Declared = {}, machine: Partial<MachineOptions> = {}) {
    const { run, airflow, vault } = setting;
    this.project = airflow.synthesize(`{
      credentials: [astro.AzureCredentials.session({ ${session} })],
      secretsBackend: astro.AzureSecretsBackend.keyVault({ vaultUrl: 'https://${VAULT}', ${backend} }),
      ${isBare ? '' : "exampleDag: { variableKey: 'my_var', connectionId: 'my_conn' },"}
    }`);
    this.image = fs.mkdtempSync(path.join(run.work, 'image-'));
    fs.chmodSync(this.image, 0o755);
    fs.copyFileSync(vault.bundle, path.join(this.image, 'vault.pem'));
    this.dotenv({ REQUESTS_CA_BUNDLE: '/home/astro/vault.pem' });
    this.machine = new Machine(run, { home: fs.mkdtempSync(path.join(run.work, 'home-')), cli: answeringAz(run), ...machine });
  }

  /** Where containers of the project run. */
  get place(): Place {
    return { project: this.project, home: this.machine.home, image: this.image, hosts: this.setting.vault.hosts };
  }

  /** The folder of the session. */
  get folder(): string {
    const below = path.join(this.machine.home, '.airflow-credentials', 'azure');
    return path.join(below, fs.readdirSync(below)[0]);
  }

  /** What the containers have of it. */
  mounted(...names: string[]): string {
    return path.join(this.folder, 'mount', ...names);
  }

  /** Sets keys of `.env`, as the developer's own lines. */
  dotenv(keys: Readonly<Record<string, string>>): void {
    edit(this.project, '.env', (text) => `${Object.entries(keys).map(([name, value]) => `${name}=${value}\n`).join('')}${text}`);
  }

  /** Exports a token, as `npx projen login` does. */
  async export(token: string = TOKENS.reader, seconds: number = 3_600, others: Readonly<Record<string, unknown>> = {}): Promise<void> {
    this.answer(printedToken(token, seconds, others));
    const { came } = await this.machine.all({ project: this.project });
    const failed = came.find(({ result }) => result.kind !== 'keys');
    if (failed !== undefined) {
      throw new Error(JSON.stringify(failed));
    }
  }

  /** What the Azure CLI is to print from now on. */
  answer(text: string): void {
    fs.writeFileSync(path.join(this.machine.home, 'answer'), text);
  }

  /** What it was asked, a line a call. */
  asked(): string[] {
    return fs.readFileSync(path.join(this.machine.home, 'asked'), 'utf-8').trim().split('\n');
  }
}

/** What `az account get-access-token` of 2.91 prints: its local time is that of the host. */
export function printedToken(accessToken: string, seconds: number, others: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    accessToken,
    expiresOn: '1999-12-31 23:59:59.000000',
    expires_on: Math.floor(Date.now() / 1_000) + seconds,
    subscription: '22222222-2222-2222-2222-222222222222',
    tenant: TENANT,
    tokenType: 'Bearer',
    ...others,
  }, undefined, 2);
}

/** A program that answers with the file `answer` of the developer's home. */
function answeringAz(run: RowRun): string {
  const folder = fs.mkdtempSync(path.join(run.work, 'az-'));
  fs.writeFileSync(path.join(folder, 'az'), '#!/bin/sh\necho "$*" >> "$HOME/asked"\nexec cat "$HOME/answer"\n', { mode: 0o755 });
  return folder;
}
