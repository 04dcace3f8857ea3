import * as fc from 'fast-check';
import { rcLanguageOf, type RcLanguageOptions } from '../../../src/project/rc-language';
import { inPython } from '../../support/in-python';
import { errorOf } from '../../support/projects';
import { propertyOptions } from '../../support/property';

const PYTHON = 'Python/3.12.4';

test.each<[RcLanguageOptions, string, string]>([
  [{}, '', 'TypeScript'],
  [{}, PYTHON, 'Python'],
  [{}, 'Java/21.0.1', 'TypeScript'],
  [{}, 'Pythonic', 'TypeScript'],
  [{ projenrcTs: true }, '', 'TypeScript'],
  [{ projenrcJs: true }, '', 'JavaScript'],
  [{ projenrcPython: true }, '', 'Python'],
  [{ projenrcJson: true }, '', 'JSON'],
  [{ projenrcTs: true }, PYTHON, 'TypeScript'],
  [{ projenrcJson: true }, PYTHON, 'JSON'],
  [{ projenrcTs: false }, '', 'JavaScript'],
  [{ projenrcTs: false, projenrcJs: false }, '', 'Python'],
  [{ projenrcPython: false }, PYTHON, 'TypeScript'],
  [{ projenrcPython: false, projenrcTs: false }, PYTHON, 'JavaScript'],
  [{ projenrcTs: false, projenrcJs: false, projenrcPython: false, projenrcJson: true }, '', 'JSON'],
  [{ projenrcJs: true, projenrcTs: false, projenrcPython: false }, PYTHON, 'JavaScript'],
])('%j constructed by "%s" is an rc file in %s', (options, agent, language) => {
  expect(rcLanguageOf(options, agent)).toBe(language);
});

test.each<[RcLanguageOptions, string]>([
  [{ projenrcTs: true, projenrcJs: true }, 'projenrcTs and projenrcJs are both true, and a project has one rc file. Keep one of them.'],
  [{ projenrcPython: true, projenrcJson: true }, 'projenrcPython and projenrcJson are both true, and a project has one rc file. Keep one of them.'],
  [{ projenrcTs: true, projenrcJs: true, projenrcPython: true }, 'projenrcTs and projenrcJs and projenrcPython are all true, and a project has one rc file. Keep one of them.'],
  [{ projenrcTs: false, projenrcJs: false, projenrcPython: false }, 'projenrcTs, projenrcJs and projenrcPython are all false, so no rc file would run. Set one of them to true.'],
])('%j is refused', (options, message) => {
  expect(() => rcLanguageOf(options, '')).toThrow(message);
});

test('the language of the kernel is asked from the environment', () => {
  expect(inPython(() => rcLanguageOf({}))).toBe('Python');
});

test('no option that is false is ever chosen, and the one that is true always is', () => {
  const options = { TypeScript: 'projenrcTs', JavaScript: 'projenrcJs', Python: 'projenrcPython', JSON: 'projenrcJson' } as const;
  const given = fc.record({ projenrcTs: fc.boolean(), projenrcJs: fc.boolean(), projenrcPython: fc.boolean(), projenrcJson: fc.boolean() }, { requiredKeys: [] });
  fc.assert(
    fc.property(given, fc.constantFrom('', PYTHON), (named, agent) => {
      const yes = Object.values(named).filter(Boolean).length;
      const error = errorOf(() => rcLanguageOf(named, agent));
      if (error !== undefined) {
        expect(yes > 1 || (yes === 0 && [named.projenrcTs, named.projenrcJs, named.projenrcPython].every((one) => one === false))).toBe(true);
        return;
      }
      const option = named[options[rcLanguageOf(named, agent)]];
      expect(option).toBe(yes === 1 ? true : undefined);
    }),
    propertyOptions(),
  );
});
