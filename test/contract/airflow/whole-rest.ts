import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AirflowMajor } from '../base';

/** What is asked of Airflow over its REST API, as its users ask it. */
export class AirflowRest {
  private readonly api: string;

  /**
   * @param url where the API server or the web server listens
   * @param airflowHome where Airflow 2 leaves the password of the user that `standalone` makes
   */
  constructor(private readonly major: AirflowMajor, private readonly url: string, private readonly airflowHome: string) {
    this.api = `${url}/api/v${major === 3 ? 2 : 1}`;
  }

  /** The state of each component, by its name; undefined as long as nobody answers. */
  async health(): Promise<Readonly<Record<string, string | null>> | undefined> {
    const address = this.major === 3 ? `${this.api}/monitor/health` : `${this.url}/health`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
    if (answer?.ok !== true) {
      return undefined;
    }
    const components = await answer.json() as Record<string, { status: string | null }>;
    return Object.fromEntries(Object.entries(components).map(([name, { status }]) => [name, status]));
  }

  /** Whether a DAG has been parsed. */
  async knows(dag: string): Promise<boolean> {
    const { status } = await this.ask('GET', `dags/${dag}`);
    return status === 200;
  }

  /** Unpauses a DAG and triggers it; gives the id of the run. */
  async trigger(dag: string): Promise<string> {
    await this.must('PATCH', `dags/${dag}`, { is_paused: false });
    const run = await this.must('POST', `dags/${dag}/dagRuns`, this.major === 3 ? { logical_date: null } : {});
    return (JSON.parse(run) as { dag_run_id: string }).dag_run_id;
  }

  /** The state of a run: `queued`, `running`, `success`, `failed`. */
  async state(dag: string, run: string): Promise<string> {
    return (JSON.parse(await this.must('GET', `dags/${dag}/dagRuns/${encodeURIComponent(run)}`)) as { state: string }).state;
  }

  /** The log of a task's first try. */
  async log(dag: string, run: string, task: string): Promise<string> {
    const what = `dags/${dag}/dagRuns/${encodeURIComponent(run)}/taskInstances/${task}/logs/1?full_content=true`;
    if (this.major === 2) {
      return this.must('GET', what, undefined, 'text/plain');
    }
    // One object a line.
    const { content } = JSON.parse(await this.must('GET', what)) as { content: ReadonlyArray<Record<string, unknown>> };
    return content.map((line) => Object.values(line).map((value) => typeof value === 'string' ? value : JSON.stringify(value)).join(' ')).join('\n');
  }

  private async must(method: string, what: string, body?: object, accept?: string): Promise<string> {
    const { status, text } = await this.ask(method, what, body, accept);
    assert.ok(status >= 200 && status < 300, `${method} ${what} was answered with ${status}: ${text}`);
    return text;
  }

  private async ask(method: string, what: string, body?: object, accept = 'application/json'): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${this.api}/${what}`, {
      method,
      headers: { 'Authorization': await this.authorization(), 'Accept': accept, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    return { status: answer.status, text: await answer.text() };
  }

  private async authorization(): Promise<string> {
    if (this.major === 2) {
      const password = fs.readFileSync(path.join(this.airflowHome, 'standalone_admin_password.txt'), 'utf-8').trim();
      return `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`;
    }
    // Everybody is an admin, as the CLI has it, and gets a token for the asking.
    const answer = await fetch(`${this.url}/auth/token`, { signal: AbortSignal.timeout(30_000) });
    return `Bearer ${((await answer.json()) as { access_token: string }).access_token}`;
  }
}
