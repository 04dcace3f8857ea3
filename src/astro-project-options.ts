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
   * Use TypeScript for the rc file (`.projenrc.ts`), run by tsx.
   *
   * @default - true, unless another rc file is chosen or the project is constructed from Python
   */
  readonly projenrcTs?: boolean;

  /**
   * Options for `.projenrc.ts`.
   *
   * @default - run by tsx, which does not check types
   */
  readonly projenrcTsOptions?: ProjenrcTsOptions;

  /**
   * Use JavaScript for the rc file (`.projenrc.js`).
   *
   * @default false
   */
  readonly projenrcJs?: boolean;

  /**
   * Options for `.projenrc.js`.
   *
   * @default - projen's defaults
   */
  readonly projenrcJsOptions?: ProjenrcJsOptions;

  /**
   * Use Python for the rc file (`.projenrc.py`).
   *
   * Its packages are listed in `requirements-dev.txt`, and there is no `package.json`.
   *
   * @default - true if the project is constructed from Python, otherwise false
   */
  readonly projenrcPython?: boolean;

  /**
   * Options for `.projenrc.py`.
   *
   * @default - projen's defaults
   */
  readonly projenrcPythonOptions?: ProjenrcPythonOptions;

  /**
   * Additional development dependencies: npm packages (`prettier@^3`) or, with an rc file in Python, PyPI packages (`ruff==0.12.0`).
   *
   * They are not installed in the image.
   *
   * @default - none
   */
  readonly devDeps?: string[];

  /**
   * Options for `package.json`, for example another package manager.
   *
   * Not used with an rc file in Python.
   *
   * @default - npm, private, with the packages that the rc file needs
   */
  readonly packageOptions?: NodePackageOptions;

  /**
   * Add projen's GitHub component, and with it the workflows `drift.yml` and `dags.yml`.
   *
   * @default - true, except in a subproject
   */
  readonly github?: boolean;

  /**
   * Options for the GitHub component.
   *
   * @default - projen's defaults, without Mergify and without the check of pull request titles
   */
  readonly githubOptions?: GitHubOptions;

  /**
   * Look up variables and connections in local files, so that the project runs without a cloud account. Short for
   * `secretsBackend: new LocalFilesystemSecretsBackend()`. With `projen new --local-secrets` the new project also has an example DAG, and no
   * credentials.
   *
   * @default false
   */
  readonly localSecrets?: boolean;
}
