import * as fs from 'node:fs';
import * as path from 'node:path';
import { CONTAINER_USER } from '../base';
import type { AwsKey, FakeAws } from './fake-aws';

/** The sections of an INI file, by their names. */
export type Ini = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a developer has in `~/.aws`. */
export interface AwsFiles {
  readonly config: Ini;
  readonly credentials?: Ini;
}

/** The profile `dev` with somebody's key, and what leads it to the stand-in for AWS. */
export function devProfile({ endpoint }: FakeAws, key: AwsKey, settings: Record<string, string> = {}): AwsFiles {
  return { config: { 'profile dev': { endpoint_url: endpoint, ...settings } }, credentials: { dev: keyOf(key) } };
}

/** A key as it is in the credentials file. */
export function keyOf({ id, secret, token }: AwsKey): Record<string, string> {
  return { aws_access_key_id: id, aws_secret_access_key: secret, ...(token !== undefined && { aws_session_token: token }) };
}

/**
 * Makes a developer's home with the files that the AWS CLI writes, readable for their owner alone. That owner is the
 * container's user, as it seems to be under Docker Desktop, or with user namespaces.
 *
 * @param directory a new folder
 * @returns the folder
 */
export function developerHome(directory: string, { config, credentials }: AwsFiles): string {
  const aws = path.join(directory, '.aws');
  for (const folder of [aws, path.join(aws, 'sso', 'cache'), path.join(aws, 'login', 'cache')]) {
    fs.mkdirSync(folder, { recursive: true });
  }
  fs.writeFileSync(path.join(aws, 'config'), ini(config));
  fs.writeFileSync(path.join(aws, 'credentials'), ini(credentials ?? {}));
  own(aws);
  return directory;
}

/** Gives a folder and all in it to the container's user alone. */
export function own(entry: string): void {
  const isFolder = fs.statSync(entry).isDirectory();
  fs.chownSync(entry, CONTAINER_USER.uid, CONTAINER_USER.uid);
  fs.chmodSync(entry, isFolder ? 0o700 : 0o600);
  if (isFolder) {
    fs.readdirSync(entry).forEach((name) => own(path.join(entry, name)));
  }
}

function ini(sections: Ini): string {
  return Object.entries(sections).map(([name, keys]) => [`[${name}]`, ...Object.entries(keys).map(([key, value]) => `${key} = ${value}`), ''].join('\n')).join('\n');
}
