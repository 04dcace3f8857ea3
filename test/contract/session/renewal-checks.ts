import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { endingKey, startEndingSecrets } from './ending-secrets';
import { SessionProject } from './session-project';
import type { AirflowServer } from '../airflow/airflow';
import { script, type AirflowCheck } from '../airflow/setting';

/** What `ask_on.py` printed of a call. */
interface Asked {
  readonly value?: string | null;
  readonly error?: string;
}

/** Seconds that a key lasts, longer than a busy machine may stand still, and after which the next one comes. */
const [LIFE, NEXT] = [20, 3];
const RENEWALS = 4;

/** Seconds that an Airflow may take to begin. */
const START = 60;

/** What botocore says where there is nothing newer than what has ended. */
const ENDED = /^RuntimeError: Credentials were refreshed, but the refreshed credentials are still expired\.$/;

/** That one process of Airflow goes on as its keys are renewed, and heals if they were not. */
export const RENEWAL_CHECKS: readonly AirflowCheck[] = [
  {
    name: 'one process asks on while its keys are renewed: no call fails; after their end all do, and new keys heal it without a restart, also after a logout',
    async prove(setting) {
      const session = new SessionProject(setting, { endpoint: await startEndingSecrets(setting.run) });
      let number = 0;
      const renew = async (seconds: number): Promise<string> => {
        const id = endingKey((Math.floor(Date.now() / 1_000) + seconds) * 1_000, ++number);
        await session.export({ id, secret: 'a-secret' }, seconds);
        return id;
      };
      await renew(60);
      const asker = new Asker(await setting.airflow.start(session.place, ['python', '-c', script('ask_on.py', __dirname)]));
      await asker.until('a first answer', ({ value }) => value != null, START);
      const keys = [];
      for (let count = 0; count < RENEWALS; count++) {
        const key = await renew(LIFE);
        keys.push(key);
        await asker.until(`the key ${count + 1}`, ({ value }) => value === key);
        await new Promise((resolve) => setTimeout(resolve, NEXT * 1_000));
      }
      assert.deepEqual(asker.failed(), []);
      assert.ok(asker.calls().length > RENEWALS * 10, `it asked ${asker.calls().length} times`);
      assert.deepEqual([...new Set(asker.calls().map(({ value }) => value))].slice(1), keys);

      await asker.until('the end of the last key', ({ error }) => ENDED.test(error ?? ''), 2 * LIFE);
      // A call that was under way in that second is refused by AWS.
      assert.deepEqual(asker.failed().filter(({ error }) => !ENDED.test(error ?? '') && !/\(ExpiredTokenException\)/.test(error ?? '')), []);
      const healed = await renew(LIFE);
      await asker.until('new keys after the end', ({ value }) => value === healed);

      await session.machine.all({ action: 'remove', project: session.project });
      const removed = await asker.until('a missing file', ({ error }) => error !== undefined);
      assert.match(removed.error!, /^CredentialRetrievalError: .*session\.json: No such file or directory/);
      // Between 15 and 10 minutes before the end the file is read for each call, and its lack does no harm.
      const middle = await renew(12 * 60);
      await asker.until('keys after a logout', ({ value }) => value === middle);
      await session.machine.all({ action: 'remove', project: session.project });
      assert.deepEqual(await asker.next(10), [middle]);
      const long = await renew(3_600);
      await asker.until('keys that last', ({ value }) => value === long);
      // Those are in the memory of the process: a logout takes nothing away.
      await session.machine.all({ action: 'remove', project: session.project });
      assert.deepEqual(await asker.next(10), [long]);
    },
  },
  {
    name: 'keys without an end would never be read again, so that each file names one',
    async prove(setting) {
      const session = new SessionProject(setting, { endpoint: await startEndingSecrets(setting.run) });
      const [first, second] = [1, 2].map((number) => endingKey(Date.now() + 3_600_000, number));
      await session.export({ id: first, secret: 'a-secret' });
      const file = path.join(session.machine.folder('dev'), 'mount', 'session.json');
      const { Expiration: _, ...endless } = session.machine.json('dev');
      fs.writeFileSync(file, JSON.stringify(endless));
      const asker = new Asker(await setting.airflow.start(session.place, ['python', '-c', script('ask_on.py', __dirname)]));
      await asker.until('a first answer', ({ value }) => value === first, START);
      await session.export({ id: second, secret: 'a-secret' });
      assert.deepEqual(await asker.next(10), [first]);
    },
  },
];

/** A process that asks on. */
class Asker {
  private seen = 0;

  constructor(private readonly server: AirflowServer) {}

  calls(): Asked[] {
    // The last line can be half there.
    return this.server.log().split('\n').slice(0, -1).filter((line) => line.startsWith('ASKED ')).map((line) => JSON.parse(line.slice(6)) as Asked);
  }

  /** The calls that got nothing. */
  failed(): Asked[] {
    return this.calls().filter(({ value }) => value == null);
  }

  /** Waits for so many further calls, and gives what they got, each once. */
  async next(count: number): Promise<Array<string | null | undefined>> {
    const before = this.calls().length;
    // The first of them can have begun before.
    await this.until('some more calls', () => this.calls().length > before + count);
    return [...new Set(this.calls().slice(before + 1).map(({ value }) => value))];
  }

  /** Waits for a call, after those that were waited for before. */
  async until(what: string, fits: (asked: Asked) => boolean, seconds = 20): Promise<Asked> {
    for (const end = Date.now() + seconds * 1_000; ;) {
      const calls = this.calls();
      const index = calls.findIndex((asked, at) => at >= this.seen && fits(asked));
      if (index >= 0) {
        this.seen = index + 1;
        return calls[index];
      }
      assert.ok(this.server.alive() && Date.now() < end, `${what} did not come: ${this.server.everything().slice(-3_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
