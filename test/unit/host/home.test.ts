import os from 'node:os';
import * as path from 'node:path';
import { homeDirectory, homeOfKeys } from '../../../src/host/home';
import { errorOf } from '../../support/projects';

const HOME = path.resolve('/home/alice');

afterEach(() => jest.restoreAllMocks());

test('the home is what the operating system has', () => {
  jest.spyOn(os, 'homedir').mockReturnValue(HOME);
  expect([homeDirectory(), homeOfKeys()]).toEqual([HOME, HOME]);
});

test('one that depends on where the command is run is none, and keys are refused where they are put', () => {
  jest.spyOn(os, 'homedir').mockReturnValue('alice');
  expect([homeDirectory(), homeOfKeys()]).toEqual([undefined, 'alice']);
});

test('a user without a home has none, and no keys', () => {
  jest.spyOn(os, 'homedir').mockImplementation(() => {
    throw new Error('A system error occurred: uv_os_homedir returned ENOENT (no such file or directory)');
  });
  expect(homeDirectory()).toBeUndefined();
  const error = errorOf(homeOfKeys);
  expect([error?.name, error?.message]).toEqual(['AstroAirflowError', 'HOME is not set, and this user has no other home directory, below which the keys are kept. Set HOME to your home directory, then run again.']);
});
