import { isWatch } from '../../../../src/doctor/collect/watched';

test.each<[string, boolean]>([
  ['node /home/alice/app/node_modules/.bin/projen-astro-airflow login --watch', true],
  ['/home/alice/my tools/bin/node /home/alice/my app/node_modules/.bin/projen-astro-airflow start airflow --watch', true],
  ['nodejs --no-warnings /app/node_modules/projen-astro-airflow/bin/projen-astro-airflow restart --no-export --watch', true],
  ['/app/node_modules/.bin/projen-astro-airflow login --watch', true],
  ['projen-astro-airflow login --watch', true],
  ['node /app/node_modules/.bin/projen-astro-airflow login', false],
  ['node /app/node_modules/.bin/projen-astro-airflow doctor --watch', false],
  ['less projen-astro-airflow login --watch', false],
  ['vim notes about projen-astro-airflow login --watch', false],
  ['grep -r projen-astro-airflow login --watch', false],
])('of a process %j it is seen whether it renews keys: %s', (line, expected) => {
  expect(isWatch(line)).toBe(expected);
});
