import * as fs from 'node:fs';
import * as path from 'node:path';
import { prepareFolders } from '../../../src/host/folders';
import { mounted, placesOf, type Places } from '../../../src/host/places';
import { putMounted, putPrivate } from '../../../src/host/put-file';
import { awsSession } from '../../support/host/sessions';
import { testIf } from '../../support/projects';
import { namesBelow, read, tempDir } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system with modes');

/** Called when a file is complete and not yet in its place. */
const mockComplete = jest.fn<void, [number]>();
jest.mock('node:fs', () => {
  const real = jest.requireActual<typeof fs>('node:fs');
  return { ...real, fsyncSync: (descriptor: number) => mockComplete(descriptor) };
});
afterEach(() => mockComplete.mockReset());

function places(): Places {
  const session = awsSession(tempDir());
  prepareFolders(placesOf(session), session, () => undefined);
  return placesOf(session);
}

const mode = (file: string): string => (fs.statSync(file).mode & 0o777).toString(8);
const put = (at: Places, text: string, isProgram: boolean = false): void => putMounted(at, 'session.json', text, () => undefined, isProgram);

testUnix('a file is private and outside of the mounted folder until it is complete, then readable', () => {
  const at = places();
  const seen: unknown[] = [];
  mockComplete.mockImplementation((descriptor) => {
    seen.push((fs.fstatSync(descriptor).mode & 0o777).toString(8), fs.readdirSync(at.mount));
  });
  put(at, 'new');
  expect([...seen, mode(mounted(at, 'session.json'))]).toEqual(['600', [], '644']);
  put(at, 'program', true);
  expect(mode(mounted(at, 'session.json'))).toBe('755');
  putPrivate(at, 'state.json', at.state, '{}');
  expect(mode(at.state)).toBe('600');
});

testUnix('what a reader has open stays whole', () => {
  const at = places();
  put(at, 'old');
  const open = fs.openSync(mounted(at, 'session.json'), 'r');
  put(at, 'new');
  expect([fs.readFileSync(open, 'utf-8'), read(at.mount, 'session.json')]).toEqual(['old', 'new']);
  fs.closeSync(open);
});

test('on a full disk the old file stays, nothing else is left, and the error is one line', () => {
  const at = places();
  put(at, 'old');
  const before = namesBelow(at.own);
  mockComplete.mockImplementation(() => {
    throw Object.assign(new Error('ENOSPC: no space left on device, fsync'), { code: 'ENOSPC' });
  });
  expect(() => put(at, 'new')).toThrow(`${mounted(at, 'session.json')} cannot be written: ENOSPC: no space left on device. Fix that, then run again.`);
  expect([read(at.mount, 'session.json'), namesBelow(at.own)]).toEqual(['old', before]);
});

testUnix('what a killed process of the same number left is replaced, and a link there is not followed', () => {
  const at = places();
  const elsewhere = path.join(tempDir(), 'file');
  fs.symlinkSync(elsewhere, path.join(at.own, `.new-${process.pid}-session.json`));
  put(at, 'new');
  expect([read(at.mount, 'session.json'), fs.existsSync(elsewhere)]).toEqual(['new', false]);
});
