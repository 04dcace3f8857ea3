import * as fs from 'node:fs';
import * as path from 'node:path';
import { read, write } from '../util';

/*
 * An AWS CLI whose secrets are files of a folder, as far as "try" and "doctor --online" call it. It refuses to give a value out, notes its
 * calls, and does what the file `mood` beside it says: fail with a text, hang, or lose its answer after the work is done.
 */
const AWS = `#!/usr/bin/env node
const fs = require('fs');
const path = require('path');
const args = process.argv.slice(2);
const here = path.dirname(process.argv[1]);
const option = (name) => args[args.indexOf(name) + 1];
const fail = (text) => { process.stderr.write('\\n' + text + '\\n'); process.exit(254); };
fs.appendFileSync(path.join(here, 'aws.calls'), JSON.stringify({ args, keys: process.env.AWS_ACCESS_KEY_ID || '', region: process.env.AWS_REGION || '' }) + '\\n');
if (args[0] === '--version') { console.log('aws-cli/2.36.7 Python/3.13.1 Linux/6.1'); process.exit(0); }
const mood = JSON.parse(fs.existsSync(path.join(here, 'mood')) ? fs.readFileSync(path.join(here, 'mood'), 'utf-8') : '{}');
const settings = fs.existsSync(path.join(here, 'settings')) ? JSON.parse(fs.readFileSync(path.join(here, 'settings'), 'utf-8')) : {};
if (args[0] === 'configure') {
  const value = (settings[option('--profile')] || { aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE' })[args[2]];
  if (value !== undefined) console.log(value);
  process.exit(value === undefined ? 1 : 0);
}
const doing = args[1];
const how = mood[doing] || {};
const work = () => {
  if (how.fail) fail(how.fail);
  if (how.print !== undefined) { process.stdout.write(how.print); process.exit(0); }
  if (doing === 'get-caller-identity') return console.log('arn:aws:iam::123456789012:user/alice');
  const name = option('--secret-id') || option('--name');
  const file = path.join(here, 'secrets', encodeURIComponent(option('--secret-id') && args.includes('--secret-id') ? option('--secret-id') : option('--name')));
  const there = fs.existsSync(file);
  const call = doing.split('-').map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  switch (doing) {
    case 'create-secret':
      if (there) fail('An error occurred (ResourceExistsException) when calling the CreateSecret operation: The operation failed because the secret ' + name + ' already exists.');
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, option('--secret-string'));
      return console.log('{}');
    case 'put-parameter':
      if (there) fail('An error occurred (ParameterAlreadyExists) when calling the PutParameter operation: The parameter already exists.');
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, option('--value'));
      return console.log('{}');
    case 'delete-secret':
    case 'delete-parameter':
      if (!there) fail('An error occurred (ResourceNotFoundException) when calling the ' + call + ' operation: none');
      fs.rmSync(file);
      return console.log('{}');
    case 'get-secret-value':
    case 'get-parameter':
      if (option('--output') !== 'text' || !/^(Parameter\\.)?ARN$/.test(option('--query'))) { console.log('THE-VALUE'); return; }
      if (!there) fail('An error occurred (' + (doing === 'get-parameter' ? 'ParameterNotFound' : 'ResourceNotFoundException') + ') when calling the ' + call + ' operation: none');
      return console.log('arn:aws:secretsmanager:us-west-2:123456789012:secret:' + name + '-AbCdEf');
    default:
      fail('not known: ' + args.join(' '));
  }
};
if (how.hang) setInterval(() => undefined, 1000);
else if (how.slow) setTimeout(work, how.slow);
else work();
if (how.lost) fail('Read timeout on endpoint URL: "https://secretsmanager.us-west-2.amazonaws.com/"');
`;

/* An Astro CLI that prints the file of the command's name, and ends with 0 whatever is in it, as the real one does. */
const ASTRO = `#!/usr/bin/env node
const fs = require('fs');
const path = require('path');
const here = path.dirname(process.argv[1]);
const words = process.argv.slice(4);
fs.appendFileSync(path.join(here, 'astro.calls'), JSON.stringify({ cwd: process.cwd(), args: process.argv.slice(2) }) + '\\n');
const file = path.join(here, 'astro.' + words[0]);
console.log('Running: airflow ' + words.join(' '));
const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf-8') : '';
if (text.startsWith('HANG')) setInterval(() => undefined, 1000);
else if (text.startsWith('FLOOD')) { const more = () => process.stdout.write('DEBUG - ' + 'x'.repeat(60000) + '\\n', more); more(); }
else process.stdout.write(text);
`;

/** Programs beside each other in a folder of the PATH. */
export class SecretsStandIns {
  public constructor(private readonly folder: string) {
    write(folder, { aws: AWS, astro: ASTRO });
    ['aws', 'astro'].forEach((name) => fs.chmodSync(path.join(folder, name), 0o755));
  }

  /** What `astro dev run` prints for a command of Airflow: `version`, `dags`, `variables`. */
  public airflow(texts: Readonly<Record<string, string>>): this {
    write(this.folder, Object.fromEntries(Object.entries(texts).map(([name, text]) => [`astro.${name}`, text])));
    return this;
  }

  /** How the AWS CLI takes a command: `{ 'create-secret': { fail: '…' } }`. */
  public aws(mood: Readonly<Record<string, { readonly fail?: string; readonly print?: string; readonly hang?: boolean; readonly lost?: boolean; readonly slow?: number }>>): this {
    write(this.folder, { mood: JSON.stringify(mood) });
    return this;
  }

  /** What `aws configure get` finds of a profile; by default its keys alone. */
  public profiles(settings: Readonly<Record<string, Readonly<Record<string, string>>>>): this {
    write(this.folder, { settings: JSON.stringify(settings) });
    return this;
  }

  /** A secret that is there before. */
  public has(name: string, value: string): this {
    write(this.folder, { [`secrets/${encodeURIComponent(name)}`]: value });
    return this;
  }

  /** The secrets that are there, with their values. */
  public get secrets(): Record<string, string> {
    const folder = path.join(this.folder, 'secrets');
    const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    return Object.fromEntries(names.map((name) => [decodeURIComponent(name), read(folder, name)]));
  }

  public calls(program: 'aws' | 'astro'): Array<{ readonly args: readonly string[]; readonly cwd: string; readonly keys: string; readonly region: string }> {
    const file = path.join(this.folder, `${program}.calls`);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf-8').trimEnd().split('\n').map((line) => JSON.parse(line)) : [];
  }
}
