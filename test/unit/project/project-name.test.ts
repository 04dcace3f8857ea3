import * as fc from 'fast-check';
import { checkProjectName } from '../../../src/project/project-name';
import { errorOf } from '../../support/projects';
import { propertyOptions } from '../../support/property';

/** npm ("package.json: name"): at most 214 characters, none in upper case, no "." or "_" at the start, safe in a URL. */
const npmTakes = (name: string) => name.length <= 214 && name === name.toLowerCase() && !/^[._]/.test(name) && encodeURIComponent(name) === name && !['node_modules', 'favicon.ico'].includes(name);

/** A component of a repository's name ("docker image tag: extended description"). */
const dockerTakes = (name: string) => /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/.test(name) && name.length <= 255;

/** "astro dev init" (ensureProjectName in cmd/airflow.go of the Astro CLI). */
const astroTakes = (name: string) => /^[a-z0-9]([a-z0-9_-]*[a-z0-9])$/i.test(name);

const USE = 'Use 2 to 214 lower-case letters and digits, with - or _ between them, for example orders-pipelines.';

test.each(['orders', 'o1', '12', 'orders-pipelines', 'orders_pipelines', 'orders__2', 'a--b', '2026-orders', 'a'.repeat(214)])('takes the name %s', (name) => {
  expect(() => checkProjectName(name)).not.toThrow();
});

test.each([
  '', ' ', 'o', '1', 'my project', 'Orders', 'orders.pipelines', '.orders', '_orders', '-orders', 'orders-', 'orders_', 'orders___2', 'orders_-2', '@team/orders', 'orders/pipelines',
  'órders', '注文', 'orders\n', 'orders\u0000', '../orders', '$HOME', 'orders:1',
])('refuses the name %j, and says what a name is like', (name) => {
  const error = errorOf(() => checkProjectName(name))!;
  expect(error.name).toBe('AstroAirflowError');
  expect(error.message).toMatch(new RegExp(`^The project name ".*" is not valid for npm, Docker and the Astro CLI alike\\. ${USE}$`));
});

test('names a name that is too long by its start', () => {
  expect(() => checkProjectName('a'.repeat(215))).toThrow(`The project name "${'a'.repeat(57)}..." is not valid for npm, Docker and the Astro CLI alike. ${USE}`);
});

test.each([undefined, null, 42, {}])('refuses %p, which an rc file without types can give', (name) => {
  const error = errorOf(() => checkProjectName(name as never));
  expect([error?.name, error?.message]).toEqual(['AstroAirflowError', expect.stringContaining(`is not valid for npm, Docker and the Astro CLI alike. ${USE}`)]);
});

test.each([['projen', 'projen-pipelines'], ['constructs', 'constructs-pipelines'], ['tsx', 'tsx-pipelines'], ['projen-astro-airflow', 'projen-astro-airflow-pipelines'], ['node_modules', 'node-modules-pipelines']])(
  'refuses %s, which npm has to install beside it, and offers a name that it takes',
  (name, other) => {
    expect(() => checkProjectName(name)).toThrow(`The project name "${name}" is that of something npm installs for the rc file. Choose another, for example ${other}.`);
    expect(() => checkProjectName(other)).not.toThrow();
  },
);

test('whatever is taken satisfies the written rules of npm, Docker and the Astro CLI', () => {
  const nearly = fc.string({ unit: fc.constantFrom(...'abz019-_.A/ @é'), maxLength: 12 });
  let taken = 0;
  fc.assert(
    fc.property(fc.oneof(nearly, fc.stringMatching(/^[a-z0-9]{1,4}([-_]{1,3}[a-z0-9]{1,4}){0,2}$/), fc.string({ unit: 'binary' })), (name) => {
      if (errorOf(() => checkProjectName(name)) === undefined) {
        taken += 1;
        expect([npmTakes(name), dockerTakes(name), astroTakes(name)]).toEqual([true, true, true]);
      }
    }),
    propertyOptions(),
  );
  expect(taken).toBeGreaterThan(0);
});
