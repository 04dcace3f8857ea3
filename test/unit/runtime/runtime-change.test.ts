import { AstroRuntime } from '../../../src/runtime/astro-runtime';
import { runtimeChangeInWords } from '../../../src/runtime/runtime-change';

const words = (from: string, to: string): string => runtimeChangeInWords(AstroRuntime.parse(from), AstroRuntime.parse(to));

const STOP = 'Stop a local Airflow that still runs first, with the old files ("git stash", "astro dev stop", "git stash pop"): "astro dev stop" can fail with the new ones.';
const TO_3 = 'Airflow 3 has dag-processor and api-server and no webserver, and DAGs import from airflow.sdk what they did from airflow.models and airflow.decorators.';
const TO_2 = 'Airflow 2 has webserver and no dag-processor and api-server, and DAGs import from airflow.models and airflow.decorators what they did from airflow.sdk.';

test.each([
  ['3.1-12', '3.1-13'],
  ['3.1-9', '3.1-12'],
  ['3.1-12', '3.2-1'],
  ['3.9-1', '3.10-1'],
  ['13.7.0', '13.10.0'],
  ['13.7.0', '13.7.1'],
  ['9.9.9', '10.0.0'],
  ['12.0.0', '13.0.0'],
  ['3.1-12', '3.1-12'],
  ['3.1-12', '3.1-12-base'],
  ['3.1-12-python-3.12', '3.1-12-python-3.11'],
  ['3.1-12', '3.1'],
  ['3.1', '3.1-12'],
])('from %s to %s there is nothing to say', (from, to) => {
  expect(words(from, to)).toBe('');
});

test.each([
  ['3.1-13', '3.1-12', 'the Airflow of runtime 3.1-12'],
  ['3.1-10', '3.1-9', 'the Airflow of runtime 3.1-9'],
  ['3.2-1', '3.1-12', 'Airflow 3.1'],
  ['3.10-1', '3.9-1', 'Airflow 3.9'],
  ['3.2', '3.1', 'Airflow 3.1'],
  ['3.1-13-base', '3.1-12', 'the Airflow of runtime 3.1-12'],
  ['13.7.1', '13.7.0', 'the Airflow of runtime 13.7.0'],
  ['13.10.0', '13.9.9', 'the Airflow of runtime 13.9.9'],
  ['10.0.0', '9.9.9', 'Airflow 2.7'],
])('from %s back to %s the database of the local Airflow may be too new', (from, to, airflow) => {
  expect(words(from, to)).toBe(
    `Run "astro dev stop" first: the metadata database of the local Airflow may be newer than ${airflow}; where it is, "astro dev kill" resets it, with all that it holds.`,
  );
});

test('to Airflow 3 the services and the imports of DAGs are other ones', () => {
  expect(words('13.7.0', '3.1-12')).toBe(`${STOP} ${TO_3}`);
});

test('back to Airflow 2 the database may be too new besides', () => {
  expect(words('3.1-12', '13.7.0')).toBe(
    `${STOP} ${TO_2} The metadata database of the local Airflow may be newer than Airflow 2.11; where it is, "astro dev kill" resets it, with all that it holds.`,
  );
});

test('a triggerer that the old runtime had not is named too', () => {
  expect(words('3.0.0', '3.1-12')).toContain('Airflow 3 has dag-processor, api-server and triggerer and no webserver, ');
});

test('the Amazon provider is spoken of where one of the runtimes brings it', () => {
  expect(words('12.1.0', '3.1-12')).toMatch(/no webserver, DAGs import from .*, and the image does not bring apache-airflow-providers-amazon, which requirements\.txt has to name if DAGs use it\.$/);
  expect(words('3.1-12', '12.1.0')).toContain(', and the image brings apache-airflow-providers-amazon. The metadata');
  expect(words('12.1.0-slim', '3.1-12')).not.toContain('amazon');
});
