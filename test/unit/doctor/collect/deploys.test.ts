import { deploys } from '../../../../src/doctor/collect/deploys';
import type { Surroundings } from '../../../../src/doctor/collect/surroundings';
import { maintenanceEnd } from '../../../../src/runtime/maintenance';
import { tempDir, write } from '../../../support/util';

function of(files: Readonly<Record<string, string>>, folder = '') {
  const project = tempDir();
  write(project, { '.dockerignore': '.git\n.env\n', '.env': '', ...files });
  return deploys({ directory: project + folder, project } as Surroundings);
}

test('a command that loads an env file into a Deployment is found where teams keep such commands', () => {
  expect(of({
    '.github/workflows/deploy.yml': '- run: |\n    astro deployment variable update --deployment-id x \\\n      --load\n',
    'Makefile': 'push:\n\tastro env variable create --workspace-id x --from-file .env\n',
    'scripts/a.sh': 'astro deployment variable create --load --env team.env\n',
    'scripts/b.sh': 'astro deployment variable list --save\nastro deployment variable update --key A --value b\necho --load\n',
    'scripts/c.py': 'astro deployment variable create --load\n',
  }).pushing).toEqual(['Makefile', '.github/workflows/deploy.yml', 'scripts/a.sh']);
});

test('a command above the Astro project is named from it', () => {
  expect(of({ 'Makefile': 'astro deployment variable update --load', 'apps/airflow/x': '' }, '/apps/airflow').pushing).toEqual(['../../Makefile']);
});

test.each([
  ['.env\n', false],
  ['**/.env\n', false],
  ['.env*\n', false],
  ['*\n!dags\n', false],
  ['.git\n', true],
  ['.env\n!.env\n', true],
  ['', true],
])('with the .dockerignore %p the image has .env: %p', (text, expected) => {
  expect(of({ '.dockerignore': text }).inImage).toBe(expected);
});

test.each([
  [2, 11, '2026-04-22'],
  [3, 1, '2027-09-25'],
  [3, 9, undefined],
  [4, 0, undefined],
])('Airflow %i.%i is maintained until %p', (major, minor, day) => {
  expect(maintenanceEnd(major, minor)?.day).toBe(day);
});
