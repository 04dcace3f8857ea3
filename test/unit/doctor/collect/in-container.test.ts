import * as fs from 'node:fs';
import { composeValue } from '../../../../src/doctor/collect/in-container/environment';
import { projectNames } from '../../../../src/doctor/collect/in-container/place';
import { attemptOf } from '../../../../src/doctor/collect/in-container/request';
import { answerIn } from '../../../../src/doctor/collect/in-container/script';
import { serviceOf, type Service } from '../../../../src/doctor/collect/in-container/service';
import type { Surroundings } from '../../../../src/doctor/collect/surroundings';
import { MINUTE, mountedWay, NOW, profile, session, sessionWay, shellWay, token } from '../../../support/doctor/facts';
import { SECRET } from '../../../support/host/sessions';
import { tempDir, write } from '../../../support/util';

const AWS: Service = { binds: [{ absolute: '/home/alice/.aws', target: '/home/astro/.aws', readOnly: true }], environment: { AWS_PROFILE: 'dev' } };

test.each([
  ['plain', 'plain'],
  ['"a \\"b\\" $X"', 'a "b" x'],
  ["'$X'", '$X'],
  ['a # comment', 'a'],
  ['${X}-${Y:-y}-${Z-z}-$$', 'x-y-z-$'],
  ['{"a": "b"}', '{"a": "b"}'],
  ['', ''],
])('compose reads %p of .env as %p', (raw, value) => {
  expect(composeValue(raw, { X: 'x', Y: '' })).toBe(value);
});

describe('what the override gives to the scheduler', () => {
  const of = (text: string, dotenv: Record<string, string | undefined> = {}): Service => {
    const directory = tempDir();
    write(directory, { 'docker-compose.override.yml': text });
    return serviceOf({ directory, home: '/home/alice', env: { TEAM: 'orders', MINE: 'data' } } as unknown as Surroundings, new Map(Object.entries(dotenv)));
  };

  test('is its mounts, long or short, and its variables, which are taken before those of .env', () => {
    const { binds, environment } = of(`services:
  scheduler:
    environment: { A: "1", TEAM: null, NONE: null, COST: "5 $$" }
    volumes:
      - { type: bind, source: "~/.aws", target: /home/astro/.aws, read_only: true }
      - "/srv/x:/x:ro,z"
      - "\${MINE:-other}:/named"
      - "logs:/logs"
  triggerer:
    environment: { B: "2" }
`, { A: 'old', C: '"3"', TEAM2: undefined });
    expect(binds.map(({ absolute, target, readOnly }) => [absolute, target, readOnly])).toEqual([['/home/alice/.aws', '/home/astro/.aws', true], ['/srv/x', '/x', true]]);
    expect(environment).toEqual({ A: '1', C: '3', TEAM: 'orders', COST: '5 $' });
  });

  test('is where variables in variables move a mount to', () => {
    const text = 'services:\n  scheduler:\n    volumes:\n      - { type: bind, source: "${CLOUDSDK_CONFIG:-${APPDATA:-~/.config}/gcloud}/adc.json", target: /adc.json, read_only: true }\n';
    expect(of(text).binds.map(({ absolute }) => absolute)).toEqual(['/home/alice/.config/gcloud/adc.json']);
  });

  test('is nothing where there is none', () => {
    expect(of('services: []\n')).toEqual({ binds: [], environment: {} });
    expect(of('')).toEqual({ binds: [], environment: {} });
  });
});

describe('what is tried', () => {
  test('is both files with settings, the token, and the keys of sessions, each where the containers see it', () => {
    const sso = mountedWay({ profile: profile({ kind: 'single sign-on' }, { token: token() }) });
    expect(attemptOf([sso], AWS, '/home/alice', NOW).request.files).toEqual([{ variable: 'AWS_CONFIG_FILE', below: '.aws/config' }, { variable: 'AWS_SHARED_CREDENTIALS_FILE', below: '.aws/credentials' }, { path: '/home/astro/.aws/sso/cache/1.json' }]);
    const own: Service = { ...AWS, binds: [{ absolute: '/home/alice/.airflow-credentials/aws/dev/mount', target: '/home/astro/.aws', readOnly: true }] };
    expect(attemptOf([sessionWay({ sessions: [session()] })], own, '/home/alice', NOW).request.files.at(-1)).toEqual({ path: '/home/astro/.aws/session.json' });
    expect(attemptOf([shellWay()], AWS, '/home/alice', NOW).request).toMatchObject({ files: [], environment: AWS.environment, calls: { aws: expect.stringContaining('get_caller_identity') } });
  });

  test('is a file that is mounted by itself, where the containers see it', () => {
    const binds = [{ absolute: '/home/alice/.config/cloud/login.json', target: '/home/astro/login.json', readOnly: true }];
    const way = mountedWay({ profile: undefined, mount: { source: '~/.config/cloud/login.json', found: 'file', wanted: 'file', expected: [], present: [], entries: [], configure: 'cloud login' } });
    const { request, tried } = attemptOf([way], { binds, environment: {} }, '/home/alice', NOW);
    expect(request.files.at(-1)).toEqual({ path: '/home/astro/login.json' });
    const files = request.files.map((_, index): [string, string] => (index === request.files.length - 1 ? ['/home/astro/login.json', 'EACCES'] : ['/home/astro/.aws/config', '']));
    expect(tried({ uid: 50_000, files, calls: {} }, 'stack').files.at(-1)).toEqual({ cloud: 'aws', kind: 'settings', path: '/home/astro/login.json', source: '~/.config/cloud/login.json', error: 'EACCES' });
  });

  test('is no call that would renew a token', () => {
    const call = (end: number) => Object.keys(attemptOf([mountedWay({ profile: profile({}, { token: token({ end }) }) })], AWS, '/home/alice', NOW).request.calls);
    expect([call(NOW - MINUTE), call(NOW + 14 * MINUTE), call(NOW + 16 * MINUTE)]).toEqual([[], [], ['aws']]);
  });

  test('an answer names files of this machine, and nothing of an error but its class and code', () => {
    const attempt = attemptOf([mountedWay()], AWS, '/home/alice', NOW);
    const { files, calls } = attempt.tried({ uid: 50000, files: [['/home/astro/.aws/config', ''], ['/elsewhere/\u001b[31m', 'EACCES']], calls: { aws: { notes: ['NoRegionError'], error: 'ClientError', code: SECRET } } }, 'project');
    expect(files).toEqual([{ cloud: 'aws', kind: 'settings', path: '/home/astro/.aws/config', source: '~/.aws/config' }, { cloud: 'aws', kind: 'settings', path: '/elsewhere/\\u001b[31m', error: 'EACCES' }]);
    expect(calls).toEqual([{ cloud: 'aws', call: 'get_caller_identity', noRegion: 'NoRegionError', result: { error: 'ClientError an unknown error', cause: undefined } }]);
  });
});

test('an answer is the last line with the mark, whatever else a container prints', () => {
  const answer = { uid: 50000, files: [['/x', '']], calls: {} };
  expect(answerIn(`noise\nprojen-astro-airflow:${JSON.stringify(answer)}\nmore\n`)).toEqual(answer);
  for (const text of ['', 'noise', 'projen-astro-airflow:', 'projen-astro-airflow:null', 'projen-astro-airflow:{}', 'projen-astro-airflow:{"uid":1,"files":[["x"]],"calls":{}}', 'projen-astro-airflow:{"uid":1,"files":[],"calls":{"aws":null}}']) {
    expect(answerIn(text)).toBeUndefined();
  }
});

test('a stack is found by the name in the configuration and a hash of its folder, as the Astro CLI names it', () => {
  const directory = fs.realpathSync(tempDir());
  expect(projectNames(directory, {})).toEqual([]);
  write(directory, { '.astro/config.yaml': 'project:\n  name: My.Orders\n' });
  expect(projectNames(directory, {})).toEqual([expect.stringMatching(/^My\.Orders_[0-9a-f]{6}$/), expect.stringMatching(/^myorders_[0-9a-f]{6}$/)]);
  write(directory, { '.astro/config.yaml': ': [' });
  expect(projectNames(directory, {})).toEqual([]);
});
