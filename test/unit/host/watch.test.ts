import * as fs from 'node:fs';
import type { Clock } from '../../../src/host/clock';
import { endOfSession, type Exported } from '../../../src/host/export';
import { prepareFolders } from '../../../src/host/folders';
import type { HostSession } from '../../../src/host/host-session';
import { placesOf } from '../../../src/host/places';
import { isRemoved, removeSession } from '../../../src/host/remove-session';
import { writeState } from '../../../src/host/state';
import { watch } from '../../../src/host/watch';
import { AstroAirflowError } from '../../../src/text/error';
import { awsSession, keysFile, printedKeys } from '../../support/host/sessions';
import { tempDir } from '../../support/util';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOON = new Date(2026, 10, 29, 12).getTime();

/** A machine of which the clock runs only while the watch waits. */
class Simulation {
  public now = NOON;
  public readonly lines: string[] = [];
  public readonly asked: number[] = [];
  public readonly home = tempDir();
  public readonly sessions: readonly HostSession[];
  /** When the keys ended for the command that watches; by default what is there. */
  public known?: number;
  private readonly stop = new AbortController();
  private readonly events: Array<{ readonly at: number; readonly act: () => void }> = [];

  /** @param answer what the cloud's program does when it is asked */
  public constructor(private readonly answer: (simulation: Simulation, session: HostSession) => Exported, profiles: readonly string[] = ['dev']) {
    this.sessions = profiles.map((profile) => awsSession(this.home, { profile }));
    this.sessions.forEach((session) => {
      prepareFolders(placesOf(session), session, () => undefined);
      writeState(placesOf(session), { name: session.name, projects: [], leased: false });
    });
  }

  /** Puts keys where an export would. */
  public put(end: number, profile: string = 'dev'): Exported {
    fs.writeFileSync(keysFile(this.home, profile), printedKeys(new Date(end)));
    return { kind: 'keys', end, fresh: true };
  }

  /** Something that happens after some time. */
  public after(time: number, act: () => void): this {
    this.events.push({ at: NOON + time, act });
    return this;
  }

  /** Watches for some time. */
  public async run(time: number, slept: (wait: number) => number = (wait) => wait): Promise<this> {
    this.after(time, () => this.stop.abort());
    const clock: Clock = {
      now: () => this.now,
      sleep: (wait) => {
        this.now += slept(wait);
        this.events.filter(({ at }) => at <= this.now).forEach((event) => {
          this.events.splice(this.events.indexOf(event), 1);
          event.act();
        });
        return Promise.resolve();
      },
    };
    await watch(this.sessions.map((session) => ({ session, end: this.known ?? endOfSession(session) })), {
      clock,
      signal: this.stop.signal,
      random: () => 0.5,
      isRemoved,
      say: (line) => this.lines.push(line),
      renew: (session) => {
        this.asked.push(this.now - NOON);
        return Promise.resolve().then(() => this.answer(this, session));
      },
    });
    return this;
  }
}

const minutes = (times: readonly number[]): number[] => times.map((time) => Math.round(time / MINUTE));

test('keys of an hour are renewed each 45 minutes, each time with a line, and the last line says how long they last', async () => {
  const simulation = new Simulation((of) => of.put(of.now + HOUR));
  simulation.put(NOON + HOUR);
  const { asked, lines } = await simulation.run(3 * HOUR);
  expect(minutes(asked)).toEqual([46, 91, 137]);
  expect(lines).toEqual(['12:45 AWS: keys of dev until 13:45', '13:31 AWS: keys of dev until 14:31', '14:17 AWS: keys of dev until 15:17', 'stopped; the containers keep their keys until 15:17']);
});

test('keys of 12 hours are left alone for 11 hours and three quarters', async () => {
  const simulation = new Simulation((of) => of.put(of.now + 12 * HOUR));
  simulation.put(NOON + 12 * HOUR);
  expect(minutes((await simulation.run(24 * HOUR)).asked)).toEqual([706, 1411]);
});

test('keys of 15 minutes that the program renews only under 5 are renewed before their end, without a line for each ask', async () => {
  let end = NOON + 15 * MINUTE;
  const simulation = new Simulation((of) => {
    const fresh = end - of.now < 5 * MINUTE;
    end = fresh ? of.now + 15 * MINUTE : end;
    return { ...of.put(end), fresh } as Exported;
  });
  simulation.put(end);
  const { asked, lines } = await simulation.run(30 * MINUTE);
  expect(asked.length).toBeLessThanOrEqual(12);
  expect(lines.map((line) => line.replace(/\d\d:\d\d/g, 'T'))).toEqual(['T AWS: keys of dev until T', 'T AWS: keys of dev until T', 'stopped; the containers keep their keys until T']);
});

test('keys that name no end are renewed by ours, which no line names', async () => {
  const simulation = new Simulation((of) => of.put(of.now + HOUR));
  simulation.sessions.forEach((session) => writeState(placesOf(session), { name: session.name, projects: [], leased: true }));
  simulation.put(NOON + 30 * MINUTE);
  const { lines, asked } = await simulation.run(HOUR);
  expect(asked).not.toEqual([]);
  expect(lines.map((line) => line.replace(/\d\d:\d\d/g, 'T'))).toEqual([...asked.map(() => 'T AWS: keys of dev, which name no end'), 'stopped; the containers keep their keys until they end']);
});

test('offline, it asks each 20 seconds and says so once, and says when it is healed', async () => {
  let isOnline = false;
  const simulation = new Simulation((of) => (isOnline ? of.put(of.now + HOUR) : { kind: 'offline', end: NOON + 10 * MINUTE, failure: { text: 'AWS cannot be reached.', isNetwork: true } }));
  simulation.put(NOON + 10 * MINUTE);
  const { asked, lines } = await simulation.after(5 * MINUTE, () => (isOnline = true)).run(30 * MINUTE);
  expect(asked.slice(1, 5).map((time, index) => time - asked[index])).toEqual([30_000, 30_000, 30_000, 30_000]);
  expect(lines).toEqual(['12:00 AWS: AWS cannot be reached.', '12:05 AWS: keys of dev until 13:05', 'stopped; the containers keep their keys until 13:05']);
});

test('another failure gets another line; a full disk is one of them and does not end the watch', async () => {
  const failures = ['the sign-in of dev has ended', 'the sign-in of dev has ended', 'other'];
  const simulation = new Simulation((of) => {
    const text = failures.shift();
    if (text === undefined) {
      throw new AstroAirflowError('session.json cannot be written: ENOSPC: no space left on device.');
    }
    return { kind: 'failed', failure: { text: `${text}${of.lines.length > 9 ? '' : '.'}` } };
  });
  const { lines } = await simulation.run(5 * MINUTE);
  expect(lines).toEqual([
    '12:00 AWS: the sign-in of dev has ended.', '12:01 AWS: other.', '12:01 AWS: session.json cannot be written: ENOSPC: no space left on device.', 'stopped; the containers have no keys that are valid',
  ]);
});

test('one of our errors ends it', async () => {
  await expect(new Simulation(() => { throw new TypeError('bug'); }).run(HOUR)).rejects.toThrow('bug');
});

test('after a sleep of the laptop it asks at the first tick', async () => {
  const simulation = new Simulation((of) => of.put(of.now + HOUR));
  simulation.put(NOON + HOUR);
  let ticks = 0;
  const { asked } = await simulation.run(9 * HOUR, (wait) => (++ticks === 4 ? 8 * HOUR : wait));
  expect(minutes(asked)).toEqual([481, 527]);
});

test('keys that another watch or a login has renewed are not asked for again', async () => {
  const simulation = new Simulation((of) => of.put(of.now + HOUR));
  simulation.put(NOON + 16 * MINUTE);
  const { asked } = await simulation.after(MINUTE, () => simulation.put(NOON + 15 * MINUTE)).run(4 * MINUTE);
  expect(asked).toEqual([]);
});

test('keys that a logout removed in the moment after an export are not asked for again', async () => {
  const simulation = new Simulation((of) => {
    const exported = of.put(of.now + HOUR);
    removeSession(of.sessions[0]);
    return exported;
  });
  simulation.put(NOON + MINUTE);
  const { asked, lines } = await simulation.run(HOUR);
  expect(minutes(asked)).toEqual([0]);
  expect(lines).toEqual(['12:00 AWS: keys of dev until 13:00', 'AWS: the keys of dev were removed, so they are not renewed any more']);
});

test('keys that a logout removed after they were got, and before the watch, do not come back; those that went by accident do', async () => {
  for (const [remove, times] of [[(of: Simulation) => removeSession(of.sessions[0]), []], [(of: Simulation) => fs.rmSync(keysFile(of.home)), [1]]] as const) {
    const simulation = new Simulation((of) => of.put(of.now + HOUR));
    simulation.put(NOON + HOUR);
    simulation.known = NOON + HOUR;
    remove(simulation);
    const { asked } = await simulation.run(5 * MINUTE);
    expect(minutes(asked)).toEqual(times);
  }
});

test('a logout after the keys went by accident, and could not be got again, ends the watch', async () => {
  const simulation = new Simulation(() => ({ kind: 'failed', failure: { text: 'the sign-in of dev has ended' } }));
  simulation.put(NOON + HOUR);
  const { lines } = await simulation.after(MINUTE, () => fs.rmSync(keysFile(simulation.home))).after(5 * MINUTE, () => removeSession(simulation.sessions[0])).run(HOUR);
  expect(lines).toEqual(['12:01 AWS: the sign-in of dev has ended', 'AWS: the keys of dev were removed, so they are not renewed any more']);
});

test('a logout ends a watch that has not had keys yet', async () => {
  const simulation = new Simulation(() => ({ kind: 'failed', failure: { text: 'the sign-in of dev has ended' } }));
  const { lines } = await simulation.after(5 * MINUTE, () => removeSession(simulation.sessions[0])).run(HOUR);
  expect(lines).toEqual(['12:00 AWS: the sign-in of dev has ended', 'AWS: the keys of dev were removed, so they are not renewed any more']);
});

test('keys that were removed by accident come back; removed by logout they do not, and the watch ends with the last of them', async () => {
  const simulation = new Simulation((of, { name }) => of.put(of.now + HOUR, name), ['dev', 'data']);
  simulation.put(NOON + HOUR);
  simulation.put(NOON + HOUR, 'data');
  const { asked, lines } = await simulation
    .after(MINUTE, () => fs.rmSync(keysFile(simulation.home)))
    .after(5 * MINUTE, () => removeSession(simulation.sessions[0]))
    .after(10 * MINUTE, () => removeSession(simulation.sessions[1]))
    .run(HOUR);
  expect(minutes(asked)).toEqual([2]);
  expect(lines).toEqual([
    '12:01 AWS: keys of dev until 13:01',
    'AWS: the keys of dev were removed, so they are not renewed any more',
    'AWS: the keys of data were removed, so they are not renewed any more',
  ]);
});
