import { inspect } from 'node:util';
import { AstroAirflowError, checkAll } from '../../../src/text/error';
import { errorOf } from '../../support/projects';

const refuse = (message: string) => (): void => {
  throw new AstroAirflowError(message);
};

test('every check is made, and what they found is reported together, each once', () => {
  const made: string[] = [];
  const error = errorOf(() => checkAll([refuse('a is wrong.\nReally.'), () => void made.push('b'), refuse('c is wrong.'), refuse('c is wrong.'), () => void made.push('d')]));
  expect(made).toEqual(['b', 'd']);
  expect(error?.message).toBe('There are 2 problems, and nothing was written:\n- a is wrong.\\nReally.\n- c is wrong.');
  expect([error?.name, error instanceof AstroAirflowError]).toEqual(['AstroAirflowError', true]);
});

test('one problem is reported as it is, and several within several are one list', () => {
  expect(errorOf(() => checkAll([refuse('a is wrong.'), () => undefined]))?.message).toBe('a is wrong.');
  const inner = (): void => checkAll([refuse('a.'), refuse('b.')]);
  expect(errorOf(() => checkAll([inner, refuse('c.')]))?.message).toBe('There are 3 problems, and nothing was written:\n- a.\n- b.\n- c.');
});

test('what is no error of this package stops at once', () => {
  const other = new TypeError('x');
  expect(errorOf(() => checkAll([refuse('a.'), () => {
    throw other;
  }, refuse('b.')]))).toBe(other);
});

test('a program that prints the error prints each problem once', () => {
  const printed = inspect(errorOf(() => checkAll([refuse('first.'), refuse('second.')])));
  expect(printed.match(/first\./g)).toHaveLength(1);
});
