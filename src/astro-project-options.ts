import type { GitHubOptions } from 'projen/lib/github/github';
import type { NodePackageOptions } from 'projen/lib/javascript/node-package';
import type { ProjenrcOptions as ProjenrcJsOptions } from 'projen/lib/javascript/projenrc';
import type { ProjectOptions } from 'projen/lib/project';
import type { ProjenrcOptions as ProjenrcPythonOptions } from 'projen/lib/python/projenrc';
import type { ProjenrcTsOptions } from 'projen/lib/typescript/projenrc-ts';
import type { CommonLocalAirflowOptions } from './local-airflow-options';

/**
 * Options of `AstroProject`.
 */
export interface AstroProjectOptions extends ProjectOptions, CommonLocalAirflowOptions {
  /**
   * Whether the rc file is `.projenrc.ts`, run by tsx.
   *
   * @default - true, unless another rc file is asked for or the project is constructed from Python
   */
  readonly projenrcTs?: boolean;

  /**
   * Settings of `.projenrc.ts`.
   *
   * @default - run by tsx, without a check of types
   */
  readonly projenrcTsOptions?: ProjenrcTsOptions;

  /**
   * Whether the rc file is `.projenrc.js`.
   *
   * @default false
   */
  readonly projenrcJs?: boolean;

  /**
   * Settings of `.projenrc.js`.
   *
   * @default - projen's own
   */
  readonly projenrcJsOptions?: ProjenrcJsOptions;

  /**
   * Whether the rc file is `.projenrc.py`. Its packages are then in `requirements-dev.txt`, and there is no `package.json`.
   *
   * @default - true if the project is constructed from Python, otherwise false
   */
  readonly projenrcPython?: boolean;

  /**
   * Settings of `.projenrc.py`.
   *
   * @default - projen's own
   */
  readonly projenrcPythonOptions?: ProjenrcPythonOptions;

  /**
   * Further development dependencies: npm packages (`prettier@^3`), or, for an rc file in Python, its packages (`ruff==0.12.0`).
   * None of them comes into the image.
   *
   * @default - none
   */
  readonly devDeps?: string[];

  /**
   * Further settings of `package.json`, where there is one: another package manager, say.
   *
   * @default - npm, private, with what the rc file needs
   */
  readonly packageOptions?: NodePackageOptions;

  /**
   * Whether the project gets projen's GitHub component, and with it the workflows `drift.yml` and `dags.yml`.
   *
   * @default - true, false for a subproject
   */
  readonly github?: boolean;

  /**
   * Settings of the GitHub component.
   *
   * @default - without Mergify and the check of titles of pull requests
   */
  readonly githubOptions?: GitHubOptions;

  /**
   * Whether variables and connections are looked up in local files, as `new LocalFilesystemSecretsBackend()` declares it, so that the project
   * runs without an account. As a flag of `projen new` (`--local-secrets`) it makes a new project that has that backend, an example DAG and no
   * credentials.
   *
   * @default false
   */
  readonly localSecrets?: boolean;
}
