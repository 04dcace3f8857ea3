import * as fs from 'node:fs';
import * as path from 'node:path';
import { declaredSessions } from '../../../src/host/declared-sessions';
import { PROJEN } from '../../../src/host/host-session';
import { tempDir, write } from '../../support/util';

const FILE = 'docker-compose.override.yml';

function of(text: string): readonly unknown[] {
  const directory = tempDir();
  write(directory, { [FILE]: text });
  return declaredSessions(directory);
}

test('a project without an override, or with one that declares none, has no session', () => {
  expect(declaredSessions(tempDir())).toEqual([]);
  expect(declaredSessions('/nowhere')).toEqual([]);
  expect(of('services: {}\n')).toEqual([]);
  expect(of('# x-projen-astro-airflow is not used here\nservices: {}\n')).toEqual([]);
  expect(of('# x-projen-astro-airflow\n')).toEqual([]);
  expect(of('x-projen-astro-airflow: {}\n')).toEqual([]);
});

test('sessions are read as they were declared, before each $ was doubled for compose', () => {
  expect(of('x-projen-astro-airflow:\n  sessions:\n    - cloud: aws\n      profile: dev\n      directory: ~/k$$eys\n      profiles: [ data ]\n')).toEqual([
    { cloud: 'aws', profile: 'dev', directory: '~/k$eys', profiles: ['data'] },
  ]);
});

test.each([
  ['text', 'x-projen-astro-airflow:\n  sessions: dev\n'],
  ['an entry that is a text', 'x-projen-astro-airflow:\n  sessions: [ dev ]\n'],
  ['an entry without a cloud', 'x-projen-astro-airflow:\n  sessions: [ { profile: dev } ]\n'],
  ['null', 'x-projen-astro-airflow:\n  sessions: [ null ]\n'],
])('%s in their place is an error with the fix', (_, text) => {
  expect(() => of(text)).toThrow(`${FILE}: the sessions under x-projen-astro-airflow are not a list of entries with a cloud. Run ${PROJEN} to write the file again.`);
});

test('what is no YAML is an error of one line', () => {
  expect(() => of('x-projen-astro-airflow: {\n')).toThrow(expect.objectContaining({ message: expect.stringMatching(/^docker-compose\.override\.yml is not YAML: [^\n]+[^:]\. Run \{projen\} to write the file again\.$/) }));
});

test('an override that cannot be read is an error with the reason', () => {
  const directory = tempDir();
  fs.mkdirSync(path.join(directory, FILE));
  expect(() => declaredSessions(directory)).toThrow(`${FILE} cannot be read: EISDIR: illegal operation on a directory. Fix that, then run again.`);
});
