import * as fs from 'node:fs';
import * as path from 'node:path';
import { installOnce } from '../../contract/install-once';
import { NotPrepared } from '../../contract/row';
import { tempDir } from '../../support/util';

const folder = () => path.join(tempDir(), 'tool');
const file = (directory: string, name: string) => path.join(directory, name);

test('what is installed is not installed again, and another wish makes a new folder of it', () => {
  const directory = folder();
  const done: string[] = [];
  const install = (wanted: string) => installOnce(directory, wanted, () => {
    done.push(wanted);
    expect(fs.readdirSync(directory)).toEqual([]);
    fs.writeFileSync(file(directory, wanted), '');
  });
  ['1', '1', '2', '2', '1'].forEach(install);
  expect(done).toEqual(['1', '2', '1']);
  expect(fs.existsSync(file(directory, '2'))).toBe(false);
});

test('half an install is done anew', () => {
  const directory = folder();
  const half = () => installOnce(directory, '1', () => {
    fs.writeFileSync(file(directory, 'half'), '');
    throw new Error('interrupted');
  });
  expect(half).toThrow(NotPrepared);
  installOnce(directory, '1', () => expect(fs.readdirSync(directory)).toEqual([]));
  installOnce(directory, '1', () => {
    throw new Error('not needed');
  });
});

test.each([
  ['an error without more', new Error('no space left'), 'no space left'],
  ['what a program printed last', { message: 'Command failed', stderr: 'warning: old\nerror: no such package\n' }, 'error: no such package'],
  ['the same in bytes', { message: 'Command failed', stderr: Buffer.from('dial tcp: connection refused') }, 'dial tcp: connection refused'],
  ['a program that printed nothing', { message: 'Command failed: go build\n', stderr: '' }, 'Command failed: go build'],
  ['npm, which ends with where its log is', { message: '', stderr: 'npm error code ECONNREFUSED\nnpm error syscall connect\nnpm error FetchError: request to x failed, reason: connect ECONNREFUSED 127.0.0.1:9\nnpm error network In most cases you are behind a proxy.\nnpm error A complete log of this run can be found in: /home/me/log\n' },
    'request to x failed, reason: connect ECONNREFUSED 127.0.0.1:9'],
])('a failed install is one clear line of %s', (_, error, line) => {
  const directory = folder();
  const failed = () => installOnce(directory, '1', () => {
    throw Object.assign(new Error(error.message), error);
  });
  expect(failed).toThrow(new NotPrepared(`tool could not be installed: ${line}`));
});
