import * as fc from 'fast-check';
import { AstroRuntime } from '../../../src';
import { propertyOptions } from '../../support/property';

const AIRFLOW_3 = ['scheduler', 'dag-processor', 'api-server', 'triggerer'];
const AIRFLOW_2 = ['scheduler', 'webserver', 'triggerer'];

test.each([
  ['3.0-1', '3.0', AIRFLOW_3],
  ['3.1-12', '3.1', AIRFLOW_3],
  ['3.3-8', '3.3', AIRFLOW_3],
  ['3.1', '3.1', AIRFLOW_3],
  ['3.10-2', '3.10', AIRFLOW_3],
  ['13.7.0', '2.11', AIRFLOW_2],
  ['13.11.0', '2.11', AIRFLOW_2],
  ['12.1.1', '2.10', AIRFLOW_2],
  ['8.0.0', '2.6', AIRFLOW_2],
  ['4.0.0', '2.2', AIRFLOW_2],
  ['3.0.4', '2.1', ['scheduler', 'webserver']],
])('the tag %s is Airflow %s with the services %j', (tag, version, services) => {
  const runtime = AstroRuntime.parse(tag);
  expect([runtime.airflowVersion, `${runtime.airflowMajor}.${runtime.airflowMinor}`, runtime.services, runtime.tag]).toEqual([version, version, services, tag]);
});

test.each([
  ['3.1-12', 'astrocrpublic.azurecr.io/runtime:3.1-12'],
  ['3.1-12-python-3.12-base', 'astrocrpublic.azurecr.io/runtime:3.1-12-python-3.12-base'],
  ['13.7.0', 'quay.io/astronomer/astro-runtime:13.7.0'],
])('the image of %s is %s', (tag, image) => {
  expect(AstroRuntime.parse(tag).image).toBe(image);
});

test.each([
  ['3.1-12', false, false],
  ['3.1-12-slim', true, false],
  ['3.1-12-base', false, true],
  ['3.1-12-python-3.12-base', false, true],
  ['3.1-12-slim-python-3.11-base', true, true],
  ['13.7.0-slim', true, false],
  ['13.7.0-python-3.12', false, false],
])('the tag %s is slim: %s, base: %s', (tag, slim, base) => {
  const runtime = AstroRuntime.parse(tag);
  expect([runtime.slim, runtime.base]).toEqual([slim, base]);
});

test.each([
  ['3.1-12', false],
  ['13.7.0', false],
  ['12.1.1', true],
  ['12.1.1-python-3.11', true],
  ['12.1.1-slim', false],
  ['12.1.1-base', false],
  ['11.0.0', false],
])('runtime %s is known to bring the Amazon provider: %s', (tag, brings) => {
  expect(AstroRuntime.parse(tag).bundles('apache-airflow-providers-amazon')).toBe(brings);
  expect(AstroRuntime.parse(tag).bundles('apache-airflow-providers-hashicorp')).toBe(false);
});

test.each([
  '', ' ', 'latest', 'v3.1-12', ' 3.1-12', '3.1-12 ', '3.1-12\n', '3.1-', '3.1-12-', '3.1-12-fat', '3.1-12-python-3', '3.1-12-python-2.7', '3-12', '3', '3.x-1',
  '2.0.0', '14.0.0', '99.0.0', '13.7', '13', '13.7.0.1', '13.7.0-', '13.7.0+x', '-1.0.0', '３.1-12',
  'astrocrpublic.azurecr.io/runtime:3.1-12', '3.1-12@sha256:00',
])('%j is refused, with what was expected', (tag) => {
  expect(() => AstroRuntime.parse(tag)).toThrow(/^The Astro Runtime tag ".*" is not known\. Expected X\.Y-Z for Airflow 3 \(such as 3\.1-12\) or X\.Y\.Z for Airflow 2/);
});

test.each([['4.0-1', '4'], ['12.1-3-base', '12']])('%s is refused as an Airflow that is not known yet', (tag, major) => {
  expect(() => AstroRuntime.parse(tag)).toThrow(`The Astro Runtime tag "${tag}" is not known. Airflow ${major} is not known to this version of projen-astro-airflow: upgrade it, or use a runtime of Airflow 3.`);
});

test('any tag of Airflow 3 gives back its minor', () => {
  fc.assert(fc.property(fc.nat(99), fc.nat(99), fc.constantFrom('', '-slim', '-base', '-python-3.12', '-python-3.13-base'), (minor, build, suffix) => {
    expect(AstroRuntime.parse(`3.${minor}-${build}${suffix}`).airflowVersion).toBe(`3.${minor}`);
  }), propertyOptions());
});

test('any text is a runtime or refused in our words, never anything else', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.-]{0,9}[a-z]{0,4}$/)), (tag) => {
    try {
      expect(AstroRuntime.parse(tag).services).toContain('scheduler');
    } catch (error) {
      expect((error as Error).name).toBe('AstroAirflowError');
    }
  }), propertyOptions());
});
