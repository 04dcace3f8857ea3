import { createHash } from 'node:crypto';
import { profileArgs } from './aws-session-causes';
import { cliWord } from '../../text/shell-words';
import type { Answers, ProfileKind, Question } from '../profiles';

const REGION = 'region';

/** Never asked for. */
const SECRET_KEY = 'aws_secret_access_key';

/** botocore's error: the name in it is a hash, and it has no word of permissions. */
const TOKEN_REFUSED = 'KeyError';

/** Settings of a profile that say what it is. `aws configure get` reads the files alone: no network, no prompt, nothing written. */
const SETTINGS = ['aws_access_key_id', 'sso_session', 'sso_start_url', 'login_session', 'role_arn', 'mfa_serial', 'credential_process', REGION];

/** One run for each setting, at the same time: the CLI gives one setting a run. */
export function profileQuestions(profile: string): readonly Question[] {
  return SETTINGS.map((key) => ({ key, isRegion: key === REGION, args: ['configure', 'get', key, ...profileArgs(profile)] }));
}

/**
 * The sections whose header has the profile's name in it, and what is before the first one. What configparser could read in another way is
 * not cut: a header that is indented can be the rest of a value, and one named DEFAULT is part of every section in old versions.
 */
export function aboutProfile(text: string, profile: string): string {
  const sections = text.split(/^(?=\[)/m);
  const found = sections.filter((section, index) => (index === 0 && !section.startsWith('[')) || header(section).includes(profile));
  const isCertain = /^[\w.@+-]+$/.test(profile) && !/^[^\S\n]+\[|^\[\s*DEFAULT\b/m.test(text);
  return isCertain && found.some((section) => section.startsWith('[')) ? found.join('') : text;
}

/**
 * Whether a line of a config file gives a profile a setting: one that is not indented cannot be the rest of a value, so in a file that the
 * parser takes it is a setting of the section before it. An indented header may be one or the rest of a value, so it ends a section and begins
 * none.
 */
export function hasPlainly(text: string, profile: string, key: string): boolean {
  const name = profile === 'default' ? profile : `profile ${profile}`;
  const isOne = /^[\w.@+-]+$/.test(profile) && !text.includes('[profile default]');
  return isOne && text.split(/^(?=[^\S\n]*\[)/m).some((section) => header(section).trimEnd() === `[${name}]` && new RegExp(`^${key} *= *[\\w-]+ *\r?$`, 'm').test(section));
}

function header(section: string): string {
  return section.startsWith('[') ? section.split('\n', 1)[0] : '';
}

/** What a profile is, in the order in which botocore looks (botocore.credentials.create_credential_resolver). */
export function awsProfileKind(profile: string, answers: Answers, isNamed: (setting: string) => boolean): ProfileKind {
  const has = (setting: string): boolean => Boolean(answers.get(setting));
  const hasRegion = has(REGION);
  const option = `--profile${profile.startsWith('-') ? '=' : ' '}${cliWord(profile)}`;
  if (has('role_arn')) {
    return { kind: has('mfa_serial') ? 'a role with MFA' : 'a role', certain: true, hasRegion };
  }
  const sso = answers.get('sso_session') || answers.get('sso_start_url');
  if (sso) {
    // A token that is readable and fresh works until it is to be renewed.
    return { kind: 'single sign-on', certain: false, hasRegion, token: { below: `.aws/sso/cache/${createHash('sha1').update(sso).digest('hex')}.json`, expiry: 'expiresAt', command: `aws sso login ${option}`, symptom: TOKEN_REFUSED } };
  }
  if (has('aws_access_key_id')) {
    return { kind: 'long-lived keys', certain: true, hasRegion, ...(isNamed(SECRET_KEY) ? {} : { lacks: { text: `has an aws_access_key_id and no ${SECRET_KEY}`, symptom: 'PartialCredentialsError' } }) };
  }
  if (has('login_session')) {
    return { kind: '`aws login`', certain: true, lowestCli: '2.32.0', hasRegion };
  }
  return has('credential_process') ? { kind: '`credential_process`', certain: true, hasRegion } : { certain: false, hasRegion };
}
