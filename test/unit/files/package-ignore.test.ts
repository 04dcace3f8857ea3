import { unpublished } from '../../../src/files/package-ignore';

describe('what no package may have', () => {
  test('is named from the top for the project of the directory itself', () => {
    const patterns = unpublished('.', ['docker-compose.override.yml', 'dags/example.py']);
    expect(patterns).toEqual(expect.arrayContaining(['/docker-compose.override.yml', '/dags/example.py', '.env', '__pycache__/', '/.astro/standalone/', '/astro']));
  });

  test('is named below the directory for a project above it', () => {
    const patterns = unpublished('services/airflow', ['docker-compose.override.yml']);
    expect(patterns.every((pattern) => pattern.startsWith('/services/airflow/'))).toBe(true);
    expect(patterns).toEqual(expect.arrayContaining(['/services/airflow/docker-compose.override.yml', '/services/airflow/**/.env', '/services/airflow/astro']));
  });

  test('names nothing that npm omits by itself', () => {
    expect(unpublished('.', []).filter((pattern) => ['.git', 'node_modules'].includes(pattern))).toEqual([]);
  });
});
