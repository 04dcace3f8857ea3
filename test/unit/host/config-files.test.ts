import { sessionConfig } from '../../../src/clouds/aws/aws-session-config';
import { configText } from '../../../src/host/config-files';

const HEAD = '# Written by projen-astro-airflow. No secret is in here.\n[default]\ncredential_process = /bin/cat /home/astro/.aws/session.json\n';
const DEV = '\n[profile dev]\ncredential_process = /bin/cat /home/astro/.aws/session.json\n';
const DATA = '\n[profile data]\ncredential_process = /bin/cat /home/astro/.aws-profiles/data/session.json\n';

test('the config names the profile as default and by its name, and the further ones', () => {
  expect(configText(sessionConfig('dev', [], {}))).toBe(HEAD + DEV);
  expect(configText(sessionConfig('dev', ['data'], {}))).toBe(HEAD + DEV + DATA);
  expect(configText(sessionConfig('default', [], {}))).toBe(HEAD);
});

test('a name with a blank is quoted, as is its path; one that readers differ about is omitted', () => {
  expect(configText(sessionConfig('my dev', ['my data', 'Ü'], {}))).toBe(
    `${HEAD}\n[profile "my dev"]\ncredential_process = /bin/cat /home/astro/.aws/session.json\n` +
    '\n[profile "my data"]\ncredential_process = /bin/cat "/home/astro/.aws-profiles/my data/session.json"\n');
});

test('sections of another project with the same profile stay, and its own are brought up to date', () => {
  const other = configText(sessionConfig('dev', ['data'], {}));
  expect(configText(sessionConfig('dev', [], {}), other)).toBe(HEAD + DEV + DATA);
  expect(configText(sessionConfig('dev', ['more'], {}), other)).toBe(`${HEAD}${DEV}${DATA.replaceAll('data', 'more')}${DATA}`);
  expect(configText(sessionConfig('dev', ['data'], {}), other.replace(/session\.json\n$/, 'old.json\n'))).toBe(other);
});

test('a file that is not shared, or not ours, is replaced', () => {
  expect(configText({ name: 'bin/az', sections: ['#!/bin/sh\n'] }, '#!/bin/sh\n\nold\n')).toBe('#!/bin/sh\n');
  expect(configText(sessionConfig('default', [], {}), '')).toBe(HEAD);
});
