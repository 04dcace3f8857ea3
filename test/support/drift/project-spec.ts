/* A random project as plain data: fast-check prints and shrinks it, and an rc file of its own can read it from JSON. */

export type ProjectType =
  | 'Project'
  | 'NodeProject'
  | 'TypeScriptProject'
  | 'PythonProject'
  | 'JavaProject'
  | 'JsiiProject'
  | 'ReactTypeScriptProject'
  | 'Cdk8sTypeScriptApp';

export interface ProjectSpec {
  readonly type: ProjectType;
  /** From the project above; `.` of the root project. */
  readonly outdir: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly components: readonly ComponentSpec[];
  readonly subprojects: readonly ProjectSpec[];
}

/** Options of projen's FileBase. */
export interface FileOptions {
  readonly readonly?: boolean;
  readonly executable?: boolean;
  readonly committed?: boolean;
  readonly marker?: boolean;
}

export type ObjectFileKind = 'JsonFile' | 'YamlFile' | 'TomlFile' | 'IniFile' | 'PropertiesFile';
export type ExtraKind = 'GitHub' | 'Dependabot' | 'Gitpod' | 'DevContainer' | 'VsCodeSettings' | 'DockerCompose' | 'Renovatebot' | 'ProjectTree' | 'Circleci' | 'GitlabConfiguration';

export type ComponentSpec =
  | { readonly kind: ObjectFileKind; readonly path: string; readonly obj: Readonly<Record<string, unknown>> | null; readonly options: FileOptions }
  | { readonly kind: 'TextFile'; readonly path: string; readonly lines: readonly string[]; readonly options: FileOptions }
  | { readonly kind: 'SourceCode'; readonly path: string; readonly lines: readonly string[] }
  | { readonly kind: 'Makefile'; readonly path: string; readonly all: readonly string[]; readonly options: FileOptions }
  | { readonly kind: 'IgnoreFile'; readonly path: string; readonly patterns: readonly string[] }
  | { readonly kind: 'License'; readonly path: 'LICENSE'; readonly spdx: string }
  | { readonly kind: 'SampleFile'; readonly path: string; readonly contents: string }
  | { readonly kind: 'SampleDir'; readonly path: string; readonly files: Readonly<Record<string, string>> }
  | { readonly kind: 'Extra'; readonly path: ExtraKind }
  | { readonly kind: 'gitignore' | 'gitattributes' | 'task' | 'removal' | 'cleanup-exclusion'; readonly path: string }
  | { readonly kind: 'Writer'; readonly path: string; readonly at: 'construction' | 'preSynthesize' | 'synthesize'; readonly calls: readonly FsCall[] }
  | LocalAirflowSpec;

/** What an rc file could do itself with `fs`; an error of the system is swallowed. */
export interface FsCall {
  readonly call: 'write' | 'append' | 'copy' | 'rename' | 'remove' | 'mkdir' | 'symlink' | 'chmod' | 'list';
  readonly from: string;
  readonly to: string;
  /** What carries it out; not given, the process of the rc file. */
  readonly by?: 'child' | 'thread' | 'shell';
}

export interface LocalAirflowSpec {
  readonly kind: 'LocalAirflow';
  /** The Astro project's directory. */
  readonly path: string;
  readonly runtimeVersion?: string;
  readonly credentials?: { readonly profile?: string; readonly region?: string; readonly sso?: boolean; readonly pathsInOverride?: boolean };
  readonly secretsBackend?: { readonly service: 'manager' | 'parameters'; readonly region?: string; readonly variablesPrefix?: string };
  readonly exampleDag?: { readonly fileName?: string; readonly dagId?: string };
  readonly keysInOverride?: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly dotenvKeys: Readonly<Record<string, string>>;
  readonly requirements: readonly string[];
  readonly mounts: readonly string[];
}
