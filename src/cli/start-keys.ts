import fs from 'node:fs';
import path from 'node:path';
import { complain, say, sayExported, sayNote, statusText } from './session-texts';
import { sessionsIn } from './sessions';
import type { Exported } from '../host/export';
import { homeDirectory } from '../host/home';
import { LOGIN, type HostSession } from '../host/host-session';
import { OUTER_NAME } from '../host/places';
import type { UntilSignal } from '../host/until-signal';
import { AstroAirflowError } from '../text/error';

/* Only a project with sessions needs these. */
const exporting = () => require('../host/export') as typeof import('../host/export');
const onDisk = () => require('../host/keys-on-disk') as typeof import('../host/keys-on-disk');
const signals = () => require('../host/until-signal') as typeof import('../host/until-signal');
const watching = () => require('./watch-sessions') as typeof import('./watch-sessions');
const cleaning = () => require('./clean-keys') as typeof import('./clean-keys');

/** What is asked of the keys on the command line. */
export interface KeyFlags {
  /** Whether new keys are exported. */
  readonly isExported: boolean;
  /** Whether they are renewed as long as the command runs. */
  readonly isWatched: boolean;
  /** Whether Airflow starts only if the files have not drifted: otherwise a declaration that is absent can be lost rather than removed. */
  readonly isInSync: boolean;
}

/**
 * Keys that a start gets while the managed files are checked.
 */
export class StartKeys {
  private sessions: readonly HostSession[] = [];
  /** When the keys of each end. */
  private ends: readonly number[] = [];
  private until?: UntilSignal;
  private early: Promise<readonly Exported[]>;
  private readonly stopped = new AbortController();

  /**
   * @param command the command of `astro dev`
   * @param project the Astro project's directory: absolute
   */
  public constructor(private readonly command: string, private readonly project: string, private readonly flags: KeyFlags) {
    this.early = this.begin();
    // A broken declaration may be what the check is about to say.
    this.early.catch(() => undefined);
  }

  /**
   * Waits for the keys and says what became of them.
   *
   * @param isUpdated whether the files were written again meanwhile, and with them the declaration
   * @returns the exit code, which is 0 if astro is to be called
   * @throws AstroAirflowError if the declaration is wrong, or a folder or file is in the way
   */
  public async ready(isUpdated: boolean): Promise<number> {
    try {
      if (isUpdated) {
        await this.early.catch(() => undefined);
        this.early = this.begin();
      }
      const exported = await this.early;
      if (this.flags.isWatched && this.sessions.length === 0) {
        throw new AstroAirflowError(`${this.command} takes --watch where the project declares a session whose keys it can renew, and docker-compose.override.yml declares none here.`);
      }
      if (this.sessions.length === 0 && this.flags.isInSync) {
        await this.forget();
      }
      return this.report(exported);
    } finally {
      this.until?.done();
    }
  }

  /** Ends what is under way: astro will not be called. */
  public stop(): void {
    this.stopped.abort();
    this.until?.done();
  }

  /** Renews the keys in the foreground; gives the exit code. */
  public watch(): Promise<number> {
    return watching().watchSessions(this.sessions.map((session, index) => ({ session, end: this.ends[index] })), this.project);
  }

  /** Removes the keys that the project used while it declared a session, unless another one uses them. */
  private async forget(): Promise<void> {
    const home = homeDirectory();
    if (home === undefined || !fs.existsSync(path.join(home, OUTER_NAME))) {
      return;
    }
    try {
      (await cleaning().forgetKeys(this.project, home)).forEach(say);
    } catch (error) {
      if (!(error instanceof AstroAirflowError)) {
        throw error;
      }
      // Airflow needs none of them.
      say(`note: ${error.message}`);
    }
  }

  private async begin(): Promise<readonly Exported[]> {
    this.sessions = sessionsIn(this.project);
    if (this.sessions.length === 0) {
      return [];
    }
    this.until ??= signals().untilSignal();
    const signal = AbortSignal.any([this.until.signal, this.stopped.signal]);
    if (!this.flags.isExported) {
      await Promise.all(this.sessions.map((session) => exporting().prepareSession(session, { project: this.project, say, signal })));
      return [];
    }
    return Promise.all(this.sessions.map((session) => exporting().exportSession(session, { when: 'start', project: this.project, say, signal })));
  }

  private report(exported: readonly Exported[]): number {
    if (!this.flags.isExported) {
      this.ends = this.sessions.map((session) => exporting().endOfSession(session));
      this.sessions.forEach((session) => say(`${statusText(session, onDisk().keysOf(session))} (--no-export)`));
    } else {
      this.ends = exported.map((one) => ('end' in one ? one.end : 0));
    }
    exported.forEach((one, index) => sayExported(this.sessions[index], one, this.project));
    this.sessions.forEach((session) => sayNote(session, this.project));
    if (this.until?.signal.aborted === true) {
      return this.until.code();
    }
    const failures = exported.flatMap((one) => (one.kind === 'failed' ? [one.failure] : []));
    if (failures.length === 0) {
      return 0;
    }
    const login = failures.some(({ signIn }) => signIn !== undefined) ? `${LOGIN} signs in, ` : '';
    complain(`astro dev ${this.command} was not run. ${login}--no-export goes on without new keys.`);
    return 1;
  }
}
