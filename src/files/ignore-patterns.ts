import { TEMPORARY_FILES } from '../text/temporary-files';
import { PROJEN_VENV } from '../text/virtual-environment';

/** What the Astro CLI writes to `.gitignore` on `astro dev init` (CLI 1.45), and what comes with projen and this package. */
export const GITIGNORE = [
  '.git',
  '.env',
  // The temporary file beside one that is written, should the machine stop half-way.
  TEMPORARY_FILES,
  '.DS_Store',
  'airflow_settings.yaml',
  '__pycache__/',
  // The Astro CLI writes it without the slash, and would hide every directory of that name.
  '/astro',
  '.venv',
  PROJEN_VENV,
  '.astro/standalone/',
  '.astro/worktrees/',
  'airflow-webserver.pid',
  'webserver_config.py',
  'airflow.cfg',
  'airflow.db',
  '.astro/*.local.yml',
  '.astro/*.local.yaml',
  '**/.astro/dbt_metadata.json',
  '**/.astro/manifest.slim.json',
  // The lock of "astro dev init" and "astro config set" (CLI 1.46).
  '.astro/config.yaml.lock',
  // The folders of "astro dev upgrade-test" (CLI 1.46), which appends this pattern itself unless its text, without the slash, is in the file.
  '/upgrade-test*',
  'node_modules',
];

/** What the Astro CLI writes to `.dockerignore` on `astro dev init` (CLI 1.45), and what comes with projen and this package. */
export const DOCKERIGNORE = [
  'astro',
  '.git',
  // With "**/", a second Astro project in a folder below is covered too.
  '**/.env*',
  `**/${TEMPORARY_FILES}`,
  'airflow_settings.yaml',
  'logs/',
  '.venv',
  PROJEN_VENV,
  'airflow.db',
  'airflow.cfg',
  '.astro/config.yaml.lock',
  'upgrade-test*',
  'docker-compose.override.yml',
  '**/node_modules',
  '.projen',
  '.projenrc.*',
  'projenrc',
  'package.json',
  'package-lock.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'tsconfig*.json',
  'requirements-dev.txt',
];
