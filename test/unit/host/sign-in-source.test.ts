import type { SignInSource } from '../../../src/host/host-session';
import { lastSource } from '../../../src/host/sign-in-source';

const SOURCE: SignInSource = { program: 'aws', questions: (name) => [[name, 'role'], [name, 'from']], environment: {}, causes: () => [] };

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['itself without a source', {}, 'dev'],
  ['the last one of a chain', { 'dev role': 'r', 'dev from': 'a', 'a role': 'r', 'a from': 'b' }, 'b'],
  ['itself where a source has no role', { 'dev from': 'a' }, 'dev'],
  ['itself where a role has no source', { 'dev role': 'r' }, 'dev'],
  ['itself where it is its own source', { 'dev role': 'r', 'dev from': 'dev' }, 'dev'],
  ['one of a circle', { 'dev role': 'r', 'dev from': 'a', 'a role': 'r', 'a from': 'dev' }, 'a'],
])('whose credentials come first: %s', async (_, settings, expected) => {
  expect(await lastSource(SOURCE, 'dev', (args) => Promise.resolve(settings[args.join(' ')]))).toBe(expected);
});
