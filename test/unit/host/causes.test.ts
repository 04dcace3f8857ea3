import { causeOf } from '../../../src/host/causes';
import type { Ran } from '../../../src/host/run-program';
import { awsSession, printedKeys, SECRET, TOKEN } from '../../support/host/sessions';

const session = awsSession('/home/alice');
const text = (ran: Partial<Ran>): string => causeOf({ stdout: '', stderr: '', ...ran }, session, session.files[0]).text;

test('no program, no answer and no end of output have a text of their own', () => {
  expect(text({ problem: 'missing' })).toBe('there is no AWS CLI (a command aws) on the PATH. Install AWS CLI version 2, then open a new terminal.');
  expect(text({ problem: 'limit', limit: 60_000 })).toBe('aws gave no answer in 60 s, so it was ended. Run it in a terminal to see what it waits for.');
  expect(text({ problem: 'output' })).toBe('aws printed far more than credentials, so it was ended.');
});

test('what is not known is its last line, or its exit code', () => {
  expect(text({ code: 1, stderr: 'Traceback:\n  File x\nKeyError: no such thing\n\n' })).toBe('aws failed: KeyError: no such thing');
  expect(text({ code: 3 })).toBe('aws failed: exit code 3');
  expect(text({ signal: 'SIGKILL' })).toBe('aws failed: ended by SIGKILL');
  expect(text({ code: 1, stderr: 'x y '.repeat(200) })).toHaveLength('aws failed: '.length + 201);
});

test.each([
  ['that it printed as well', { stdout: printedKeys(undefined), stderr: `failed with ${SECRET} and "${TOKEN}"` }],
  ['in its error output alone', { stderr: `secret=${SECRET} token=${TOKEN}` }],
  ['in JSON', { stderr: printedKeys(undefined).replace(/\s+/g, ' ') }],
])('keys %s are not repeated', (_, ran) => {
  const said = text({ code: 255, ...ran });
  expect(said).toMatch(/^aws failed: .*…/);
  expect(said).not.toContain(SECRET.slice(0, 20));
  expect(said).not.toContain(TOKEN.slice(0, 20));
});

test('a text that it printed is not repeated, whatever it looks like', () => {
  expect(text({ code: 1, stdout: '{"SecretAccessKey":"only-small-letters"}', stderr: 'refused: only-small-letters' })).toBe('aws failed: refused: …');
});

test('a path and the name of a role are', () => {
  const stderr = 'arn:aws:iam::123456789012:role/data-platform-developer-access cannot read /home/alice/work/projects/orders/config';
  expect(text({ code: 1, stderr })).toBe(`aws failed: ${stderr}`);
});
