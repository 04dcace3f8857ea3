import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import type { Merger } from './merger';
import { SHELL } from './stack';
import type * as Binds from '../../../src/host/binds';
import type * as Variables from '../../../src/text/compose-variables';
import { propertyOptions } from '../../support/property';
import { baseFile, OVERRIDE_FILE } from '../base';
import type { RowRun } from '../row';

const NAMES = ['A', 'B', 'EMPTY', 'UNSET'];
const shell: Readonly<Record<string, string>> = { ...SHELL, A: 'a$B ${C}', B: '/srv/b', EMPTY: '' };
const plain = fc.constantFrom('x', '/', '~/', './', '-', ':', '?', '+', '$$', ' ', 'é', '');
/** What is no variable: `$` and braces of other kinds. */
const odd = fc.constantFrom('$ ', '$-', '$1', '${', '${}', '${1}', '${A b}', '${A/x}', '${A:x}');

/** Texts with variables in all forms, also in one another, and what looks like them. */
const { text } = fc.letrec<{ text: string; variable: string }>((tie) => ({
  text: fc.array(fc.oneof({ maxDepth: 3 }, plain, tie('variable')), { maxLength: 4 }).map((parts) => parts.join('')),
  variable: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...NAMES).map((name) => `$${name}`),
    fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom('', ':-', '-', ':+', '+', ':?', '?'), tie('text')).map(([name, operator, inner]) => `\${${name}${operator}${operator === '' ? '' : inner}}`),
  ),
}));

const texts = fc.tuple(text, fc.option(odd, { nil: '' }), text).map((parts) => parts.join(''));

/** Sources of mounts, as people and as this package write them. */
const source = fc.tuple(fc.constantFrom('~/', '~', './', '../', '/srv/', '${A:-~}/', '${UNSET:-~/.config}/', '${UNSET:-${EMPTY:-~/x}/y}/', '${B:-~/}/', '$B/'), fc.stringMatching(/^[a-z][a-z .$]{0,4}[a-z]$/)).map(([start, rest]) => start + rest.replaceAll('$', '$$$$'));
const isReadOnly = fc.boolean();
/** A boolean in the forms that compose casts, and what is refused in its place. */
const booleans = (value: boolean) => fc.constantFrom<unknown>(value, value, String(value), `\${UNSET:-${value}}`, value ? 'Yes' : 'OFF', '${UNSET}', 'x');
const volume = fc.oneof(
  fc.tuple(source, fc.option(isReadOnly.chain(booleans)), fc.option(fc.boolean().chain(booleans))).map(([from, readOnly, isMade]) => ({
    type: 'bind', source: from, target: '/t', ...(readOnly === null ? {} : { read_only: readOnly }), ...(isMade === null ? {} : { bind: { create_host_path: isMade } }),
  })),
  fc.tuple(source.filter((from) => !/[:]/.test(from.replace(/\$\{[^/]*?:-/g, ''))), isReadOnly).map(([from, readOnly]) => `${from}:/t${readOnly ? ':ro' : ''}`),
  fc.constant('a_volume:/t'),
);

/** That the reader of the override in this package is one with compose. */
export async function checkVariables(run: RowRun, merger: Merger): Promise<void> {
  const lib = path.join(run.packages.folder('projen-astro-airflow'), 'lib');
  const options = propertyOptions(0.25);
  const directory = fs.realpathSync(fs.mkdtempSync(path.join(run.work, 'variables-')));
  fs.writeFileSync(path.join(directory, '.env'), '');
  const base = baseFile(3, { project: directory });
  const jobOf = (scheduler: object, more: object = {}) => ({ base, override: JSON.stringify({ services: { scheduler }, ...more }), directory, shell });

  await run.check(`${options.numRuns} generated texts have the variables of the shell as compose has them, or are refused as compose refuses them`, async () => {
    const { withVariables } = (await import(path.join(lib, 'text', 'compose-variables.js'))) as typeof Variables;
    const samples = fc.sample(texts, options);
    const merged = await merger.mergeAll(samples.map((one) => jobOf({ environment: { TEXT: one } })));
    const wrong = samples.flatMap((one, index) => {
      const expected = merged[index].project?.services.scheduler.environment?.TEXT;
      const found = withVariables(one, shell);
      return found === expected ? [] : [{ one, found, expected, error: merged[index].error }];
    });
    assert.deepEqual(wrong.slice(0, 5), []);
    assert.ok(merged.some(({ error }) => error !== undefined), 'nothing was refused');
  });

  await run.check(`${options.numRuns} generated mounts, short and long, are where compose mounts them`, async () => {
    const { bindsIn } = (await import(path.join(lib, 'host', 'binds.js'))) as typeof Binds;
    const volumes = fc.sample(volume, options);
    const jobs = volumes.map((one) => jobOf({ volumes: [one] }, { volumes: { a_volume: {} } }));
    const merged = await merger.mergeAll(jobs);
    const wrong = jobs.flatMap(({ override }, index) => {
      fs.writeFileSync(path.join(directory, OVERRIDE_FILE), override);
      const [mount] = merged[index].project?.services.scheduler.volumes?.filter(({ target }) => target === '/t') ?? [];
      const expected = mount?.type === 'bind' ? [[path.normalize(mount.source!), mount.read_only === true, mount.bind?.create_host_path !== false]] : [];
      const found = bindsIn(directory, { env: shell, home: SHELL.HOME }).map(({ absolute, readOnly, isMade }) => [absolute, readOnly, isMade]);
      return JSON.stringify(found) === JSON.stringify(expected) ? [] : [{ override, found, expected, error: merged[index].error }];
    });
    assert.deepEqual(wrong.slice(0, 5), []);
  });
}
