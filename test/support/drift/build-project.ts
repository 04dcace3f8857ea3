import * as childProcess from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import { JsiiProject } from 'projen/lib/cdk';
import { Cdk8sTypeScriptApp } from 'projen/lib/cdk8s';
import { Circleci } from 'projen/lib/circleci';
import { Component } from 'projen/lib/component';
import { DockerCompose } from 'projen/lib/docker-compose';
import { Dependabot, GitHub } from 'projen/lib/github';
import { GitlabConfiguration } from 'projen/lib/gitlab';
import { Gitpod } from 'projen/lib/gitpod';
import { IgnoreFile } from 'projen/lib/ignore-file';
import { IniFile } from 'projen/lib/ini';
import { JavaProject } from 'projen/lib/java';
import { NodeProject } from 'projen/lib/javascript';
import { JsonFile } from 'projen/lib/json';
import { License } from 'projen/lib/license';
import { Makefile } from 'projen/lib/makefile';
import { Project } from 'projen/lib/project';
import { ProjectTree } from 'projen/lib/project-tree';
import { PropertiesFile } from 'projen/lib/properties-file';
import { PythonProject } from 'projen/lib/python';
import { Renovatebot } from 'projen/lib/renovatebot';
import { SampleDir, SampleFile } from 'projen/lib/sample-file';
import { SourceCode } from 'projen/lib/source-code';
import { TextFile } from 'projen/lib/textfile';
import { TomlFile } from 'projen/lib/toml';
import { TypeScriptProject } from 'projen/lib/typescript';
import { DevContainer, VsCode, VsCodeSettings } from 'projen/lib/vscode';
import { ReactTypeScriptProject } from 'projen/lib/web';
import { YamlFile } from 'projen/lib/yaml';
import type { ComponentSpec, ExtraKind, FsCall, LocalAirflowSpec, ProjectSpec } from './project-spec';

type Package = typeof import('../../../src');

const TYPES = { Project, NodeProject, TypeScriptProject, PythonProject, JavaProject, JsiiProject, ReactTypeScriptProject, Cdk8sTypeScriptApp };
const OBJECT_FILES = { JsonFile, YamlFile, TomlFile, IniFile, PropertiesFile };

/**
 * Builds a random project.
 *
 * @param airflow this package, from its sources or compiled
 * @param root options of the root project
 */
export function buildProject(spec: ProjectSpec, airflow: Package, root: { readonly outdir?: string; readonly parent?: Project }): Project {
  const type = TYPES[spec.type] as unknown as new (options: object) => Project;
  const project = new type({ name: 'orders', ...spec.options, ...root });
  spec.components.forEach((component) => addComponent(project, component, airflow));
  spec.subprojects.forEach((inner) => buildProject(inner, airflow, { parent: project, outdir: inner.outdir }));
  return project;
}

function addComponent(project: Project, spec: ComponentSpec, airflow: Package): void {
  switch (spec.kind) {
    case 'JsonFile':
    case 'YamlFile':
    case 'TomlFile':
    case 'IniFile':
    case 'PropertiesFile':
      // Without content projen takes the file away.
      new OBJECT_FILES[spec.kind](project, spec.path, { ...spec.options, obj: () => spec.obj ?? undefined });
      break;
    case 'TextFile':
      new TextFile(project, spec.path, { ...spec.options, lines: [...spec.lines] });
      break;
    case 'SourceCode':
      spec.lines.reduce((file, line) => (file.line(line), file), new SourceCode(project, spec.path));
      break;
    case 'Makefile':
      new Makefile(project, spec.path, { ...spec.options, all: [...spec.all] });
      break;
    case 'IgnoreFile':
      new IgnoreFile(project, spec.path, { ignorePatterns: [...spec.patterns] });
      break;
    case 'License':
      // Some types bring one of their own.
      if (project.tryFindFile(spec.path) === undefined) {
        new License(project, { spdx: spec.spdx, copyrightOwner: 'A', copyrightPeriod: '2026' });
      }
      break;
    case 'SampleFile':
      new SampleFile(project, spec.path, { contents: spec.contents });
      break;
    case 'SampleDir':
      new SampleDir(project, spec.path, { files: spec.files });
      break;
    case 'Extra':
      addExtra(project, spec.path);
      break;
    case 'gitignore':
      project.addGitIgnore(spec.path);
      break;
    case 'gitattributes':
      project.gitattributes.addAttributes(`/${spec.path}`, 'text');
      break;
    case 'task':
      project.addTask(spec.path.replace(/\W/g, '-'), { exec: 'true' });
      break;
    case 'removal':
      project.tryRemoveFile(spec.path);
      break;
    case 'cleanup-exclusion':
      project.addExcludeFromCleanup(spec.path);
      break;
    case 'Writer':
      new Writer(project, spec.at, spec.calls);
      break;
    case 'LocalAirflow':
      addLocalAirflow(project, spec, airflow);
      break;
  }
}

function addExtra(project: Project, kind: ExtraKind): void {
  switch (kind) {
    case 'GitHub':
      gitHubOf(project);
      break;
    case 'Dependabot':
      new Dependabot(gitHubOf(project));
      break;
    case 'Gitpod':
      new Gitpod(project);
      break;
    case 'DevContainer':
      new DevContainer(project);
      break;
    case 'VsCodeSettings':
      new VsCodeSettings(new VsCode(project)).addSetting('editor.tabSize', 2);
      break;
    case 'DockerCompose':
      new DockerCompose(project, { services: { web: { image: 'web' } } });
      break;
    case 'Renovatebot':
      new Renovatebot(project);
      break;
    case 'ProjectTree':
      new ProjectTree(project);
      break;
    case 'Circleci':
      new Circleci(project);
      break;
    case 'GitlabConfiguration':
      new GitlabConfiguration(project, { stages: ['one'] });
      break;
  }
}

function gitHubOf(project: Project): GitHub {
  return GitHub.of(project) ?? new GitHub(project);
}

function addLocalAirflow(project: Project, spec: LocalAirflowSpec, airflow: Package): void {
  const { credentials, secretsBackend, runtimeVersion, exampleDag, keysInOverride } = spec;
  const { service, ...backendOptions } = secretsBackend ?? {};
  const { AwsSecretsBackend } = airflow;
  const local = new airflow.LocalAirflow(project, {
    directory: spec.path,
    runtimeVersion,
    exampleDag,
    keysInOverride,
    credentials: credentials && [airflow.AwsCredentials.mounted(credentials)],
    secretsBackend:
      service && (service === 'manager' ? AwsSecretsBackend.secretsManager(backendOptions) : AwsSecretsBackend.parameterStore(backendOptions)),
  });
  Object.entries(spec.environment).forEach(([name, value]) => local.addEnvironment(name, value));
  Object.entries(spec.dotenvKeys).forEach(([name, value]) => local.addDotenvKey(name, value));
  spec.requirements.forEach((requirement) => local.addRequirement(requirement));
  spec.mounts.forEach((target) => local.addMount({ source: './data', target }));
}

/** A component, or an rc file, that writes by itself. */
class Writer extends Component {
  public constructor(project: Project, private readonly at: string, private readonly calls: readonly FsCall[]) {
    super(project);
    this.run('construction');
  }

  public preSynthesize(): void {
    this.run('preSynthesize');
  }

  public synthesize(): void {
    this.run('synthesize');
  }

  private run(at: string): void {
    if (at === this.at) {
      this.calls.forEach((call) => this.carryOut(call));
    }
  }

  private carryOut({ call, from, to, by }: FsCall): void {
    const args = [call, path.resolve(this.project.outdir, from), path.resolve(this.project.outdir, to), from, to] as const;
    const code = `(${carryOut.toString()})(require('node:fs'), require('node:path'), ...${JSON.stringify(args)})`;
    switch (by) {
      case 'child':
        childProcess.spawnSync(process.execPath, ['-e', code], { stdio: 'ignore' });
        break;
      case 'thread': {
        const state = new Int32Array(new SharedArrayBuffer(4));
        new Worker(`try { ${code} } finally { Atomics.notify(require('node:worker_threads').workerData, 0, Atomics.store(require('node:worker_threads').workerData, 0, 1)) }`, { eval: true, workerData: state });
        Atomics.wait(state, 0, 0);
        break;
      }
      case 'shell':
        childProcess.spawnSync('sh', ['-c', SHELL[call], 'sh', args[1], args[2], from], { stdio: 'ignore' });
        break;
      default:
        carryOut(fs, path, ...args);
    }
  }
}

/** The same in a shell: of the paths and of the first name. */
const SHELL: Readonly<Record<FsCall['call'], string>> = {
  write: 'printf "%s\\n" "$3" > "$2"',
  append: 'printf "%s\\n" "$3" >> "$2"',
  copy: 'test -f "$1" && cp "$1" "$2"',
  rename: 'mv "$1" "$2"',
  remove: 'rm -r "$2"',
  mkdir: 'mkdir -p "$2"',
  symlink: 'ln -s "$(basename "$1")" "$2"',
  chmod: 'chmod +x "$2"',
  list: 'ls -A "$1" > "$2"',
};

/** Calls what it is given alone: its text runs in other processes, too. */
function carryOut(disk: typeof fs, paths: typeof path, call: FsCall['call'], source: string, target: string, from: string, to: string): void {
  try {
    switch (call) {
      case 'write':
        return disk.writeFileSync(target, `${from}\n`);
      case 'append':
        return disk.appendFileSync(target, `${from}\n`);
      case 'copy':
        // Of a directory Linux makes no copy, and then the target is gone.
        return void (disk.statSync(source).isFile() && disk.copyFileSync(source, target));
      case 'rename':
        return disk.renameSync(source, target);
      case 'remove':
        return disk.rmSync(target, { recursive: true });
      case 'mkdir':
        return void disk.mkdirSync(target, { recursive: from < to });
      case 'symlink':
        return disk.symlinkSync(paths.relative(paths.dirname(target), source), target);
      case 'chmod':
        return disk.chmodSync(target, from < to ? 0o755 : 0o644);
      case 'list':
        return disk.writeFileSync(target, disk.readdirSync(source).sort().join('\n'));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) {
      throw error;
    }
  }
}
