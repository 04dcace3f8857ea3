import * as fs from 'node:fs';
import * as path from 'node:path';
import { SECRET, TOKEN } from './sessions';
import { read, tempDir, write } from '../util';

/*
 * The command line of a cloud cannot sign in here, so a stand-in takes its place on the PATH: it notes what it was called with, and does what
 * the file beside it says at that moment.
 */
const STAND_IN = `#!${process.execPath}
const fs = require('fs');
const path = require('path');
const answer = JSON.parse(fs.readFileSync(path.join(__dirname, 'answer.json'), 'utf-8'));
if (process.argv[3] === 'get') {
  const [key, , profile] = process.argv.slice(4);
  const setting = (answer.profiles ?? {})[profile]?.[key] ?? (key === 'region' ? answer.region : undefined);
  process.stdout.write(setting === undefined ? '' : setting + '\\n');
  process.exit(setting === undefined ? 1 : 0);
}
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(aws|azure)_/i.test(name)));
fs.appendFileSync(path.join(__dirname, 'calls'), JSON.stringify({ program: path.basename(__filename), pid: process.pid, args: process.argv.slice(2), env }) + '\\n');
const { seconds, members, stdout, stderr = '', code = 0, delay = 0, hangs, isPrompt, floods, signIn } = answer;
if (signIn !== undefined && process.argv.includes('login')) {
  fs.writeFileSync(path.join(__dirname, 'answer.json'), JSON.stringify(signIn));
  process.exit(signIn.loginCode ?? 0);
}
const keys = () => JSON.stringify({
  Version: 1, AccessKeyId: 'ASIAIOSFODNN7EXAMPLE', SecretAccessKey: ${JSON.stringify(SECRET)}, SessionToken: ${JSON.stringify(TOKEN)},
  Expiration: new Date(Date.now() + seconds * 1000).toISOString(), ...members });
setTimeout(() => {
  if (isPrompt) {
    try {
      const tty = fs.openSync('/dev/tty', 'r+');
      fs.writeSync(tty, 'Enter MFA code for arn:aws:iam::123456789012:mfa/alice: ');
      if (fs.readSync(tty, Buffer.alloc(64)) === 0) { process.exit(255); }
    } catch (error) {
      process.stderr.write('Enter MFA code for arn:aws:iam::123456789012:mfa/alice: \\n');
      process.exit(255);
    }
  }
  if (floods) { for (;;) { fs.writeSync(1, 'x'.repeat(4096)); } }
  fs.writeSync(1, stdout ?? (seconds === undefined ? '' : keys()));
  fs.writeSync(2, stderr);
  if (hangs) { fs.writeFileSync(path.join(__dirname, 'child'), String(require('child_process').spawn('/bin/sleep', ['600'], { stdio: 'inherit' }).pid)); setTimeout(() => undefined, 600_000); } else { process.exit(code); }
}, delay);
`;

/** What the stand-in does. */
export interface Answer {
  /** Prints keys that last so many seconds. */
  readonly seconds?: number;
  /** The region of every profile; without it they have none. Not noted as a call. */
  readonly region?: string;
  /** Settings of profiles. Not noted as a call either. */
  readonly profiles?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Replaces some of what it prints. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
  /** Milliseconds before it does anything. */
  readonly delay?: number;
  /** Starts a program that keeps its pipes, and does not end. */
  readonly hangs?: boolean;
  /** Asks for an MFA code as Python's getpass does. */
  readonly isPrompt?: boolean;
  /** Prints without an end. */
  readonly floods?: boolean;
  /** What it does from a sign-in on. */
  readonly signIn?: Answer & { readonly loginCode?: number };
}

export const SIGN_IN_ENDED: Answer = { code: 255, stderr: '\nError when retrieving token from sso: Token has expired and refresh failed\n' };
export const OFFLINE: Answer = { code: 255, stderr: '\nCould not connect to the endpoint URL: "https://sts.us-west-2.amazonaws.com/"\n' };

interface Call {
  readonly program: string;
  readonly pid: number;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A folder of programs with a stand-in for the command line of a cloud. */
export class FakeCli {
  public constructor(name: string = 'aws', public readonly folder: string = tempDir()) {
    write(folder, { [name]: STAND_IN });
    fs.chmodSync(path.join(folder, name), 0o755);
  }

  /** Sets what it does from now on; whole or not at all, as it can be running. */
  public answers(answer: Answer): this {
    write(this.folder, { 'answer.new': JSON.stringify(answer) });
    fs.renameSync(path.join(this.folder, 'answer.new'), path.join(this.folder, 'answer.json'));
    return this;
  }

  public calls(): Call[] {
    // The last line can be under way.
    const lines = fs.existsSync(path.join(this.folder, 'calls')) ? read(this.folder, 'calls').split('\n').slice(0, -1) : [];
    return lines.map((line) => JSON.parse(line) as Call);
  }

  /** The environment of a shell that finds it. */
  public env(others: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
    return { PATH: [this.folder, '/usr/bin', '/bin'].join(path.delimiter), ...others };
  }
}
