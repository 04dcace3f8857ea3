import fs from 'node:fs';
import path from 'node:path';
import type { FileBase } from 'projen/lib/file';
import type { GitHub } from 'projen/lib/github/github';
import type { IgnoreFile } from 'projen/lib/ignore-file';
import type { NodePackage } from 'projen/lib/javascript/node-package';
import type { Project } from 'projen/lib/project';
import type { AstroProjectOptions } from './astro-project-options';
import { awsStartingPoint } from './clouds/aws/aws-starting-point';
import { LocalFilesystemSecretsBackend } from './clouds/local/local-filesystem-secrets-backend';
import { localStartingPoint } from './clouds/local/local-starting-point';
import type { SecretsBackend } from './clouds/secrets-backend';
import { AstroConfig } from './files/astro-config';
import { LocalAirflow } from './local-airflow';
import { Preflight } from './ownership/preflight';
import { StarterDirectory } from './ownership/starter-directory';
import { StarterFile } from './ownership/starter-file';
import { PRIVATE_MODE } from './ownership/user-file';
import { adoptPatterns } from './project/adopted-patterns';
import { CliTasks } from './project/cli-tasks';
import { warnOfIdleOptions } from './project/idle-options';
import { checkCreation, checkGit, checkPassesOptions, creationOf, isOwnType, rcCall } from './project/new-project';
import { NextSteps } from './project/next-steps';
import { checkOutdir } from './project/outdir';
import { addPackages } from './project/packages';
import { checkProjectName } from './project/project-name';
import { ProtectedFiles } from './project/protected-files';
import { addRcFile, NewRcFile, rcFileOf, rcFileOfTree } from './project/rc-file';
import { rcLanguageOf, type RcLanguage } from './project/rc-language';
import { readmeText } from './project/readme-text';
import { RootRcFile, rootFacts } from './project/root-project';
import { starterTexts } from './project/starter-texts';
import { warnOfRootOptions } from './project/subproject-options';
import { VendorTests } from './project/vendor-tests';
import { AstroRuntime } from './runtime/astro-runtime';
import { runtimeOfDockerfile } from './runtime/dockerfile';
import { NEWEST_RUNTIME } from './runtime/newest-runtime';
import { RuntimeDockerfile } from './runtime/runtime-dockerfile';
import { apiName } from './text/api-name';
import { AstroAirflowError } from './text/error';
import { projenCommand } from './text/projen-command';

export { dockerIgnore } from './files/docker-ignore';
export { checkNodeVersion } from './project/node-version';
export { projenCommandFor } from './project/root-project';

/** The parts that an `AstroProject` exposes. */
export interface AstroProjectParts {
  readonly local: LocalAirflow;
  readonly nodePackage?: NodePackage;
  readonly github?: GitHub;
}

/**
 * The language of the rc file.
 *
 * @throws AstroAirflowError if the name is one that npm, Docker or the Astro CLI would refuse, the folder is no place for the project, or options contradict each other
 */
export function languageOf(options: AstroProjectOptions): RcLanguage {
  checkProjectName(options.name);
  checkOutdir(options);
  return rcLanguageOf(options);
}

/** Makes the components of an `AstroProject`. */
export function makeParts(project: Project & { readonly dockerignore: IgnoreFile }, options: AstroProjectOptions, language: RcLanguage): AstroProjectParts {
  const { outdir, parent } = project;
  const creation = parent === undefined ? creationOf(project) : undefined;
  if (creation !== undefined) {
    checkCreation(outdir, creation);
    // Together with the other conflicts.
    const { argv } = process;
    const directory = process.cwd();
    Preflight.of(project).register(`${outdir}, created`, { _preflight: () => checkGit(argv, directory) });
  } else if (parent === undefined) {
    checkPassesOptions(project.constructor.name);
  }
  const isNew = creation !== undefined && language !== 'JSON';
  const rcFile = rcFileOf(language, options);
  // An organization's default does not apply to an existing Dockerfile.
  const hasDockerfile = fs.existsSync(path.join(outdir, 'Dockerfile'));
  const runtimeVersion = creation !== undefined && hasDockerfile ? (creation.args.runtimeVersion as string | undefined) : options.runtimeVersion;
  const runtime = runtimeVersion === undefined && hasDockerfile ? runtimeOfDockerfile(project, '.') : AstroRuntime.parse(runtimeVersion ?? NEWEST_RUNTIME);

  new RuntimeDockerfile(project, '.', runtime, runtimeVersion !== undefined);
  // Before projen's own component, which leaves an rc file that exists as it is.
  const start = !isNew || !isOwnType(creation) ? undefined : options.localSecrets === true ? localStartingPoint(outdir) : awsStartingPoint();
  const isDefault = runtimeVersion !== undefined && creation?.args.runtimeVersion === undefined;
  const newRcFile = isNew ? new NewRcFile(project, rcFile, { ...rcCall(creation, language, isDefault ? undefined : runtime.tag), cloud: start }) : undefined;
  let nodePackage: NodePackage | undefined;
  if (parent === undefined) {
    warnOfIdleOptions(project, options, language);
    addRcFile(project, language, options);
    // On "projen new" devDeps contains the package of the class, which is needed anyway.
    const given = (creation?.args.devDeps ?? []) as string[];
    nodePackage = addPackages(project, language, { ...options, devDeps: options.devDeps?.filter((one) => !given.includes(one)) });
  } else {
    warnOfRootOptions(project, options);
    new RootRcFile(project);
  }
  // Before the example DAG, so that "dags" gets its samples.
  const hasExample = start !== undefined || options.exampleDag !== undefined;
  const ofTree = { ...rcFileOfTree(project, language, rcFile), hasExample, hasDrift: options.driftCheck ?? true, root: rootFacts(project) };
  const prerequisites = start?.prerequisites ?? (options.credentials?.length ? 'the cloud credentials that the containers are to use.' : undefined);
  const hasOwnReadme = fs.existsSync(path.join(outdir, 'README.md'));
  addStarters(project, options.name, runtime);
  const github = options.github ?? parent === undefined ? githubOf(project, options) : undefined;
  new CliTasks(project, options.driftCheck);
  new VendorTests(project, runtime);
  const local = new LocalAirflow(project, {
    runtimeVersion: runtime.tag,
    credentials: options.credentials ?? (start?.credentials && [start.credentials]),
    secretsBackend: secretsBackendOf(options) ?? start?.secretsBackend,
    workersSecretsBackend: options.workersSecretsBackend,
    exampleDag: options.exampleDag ?? (start && {}),
    keysInOverride: options.keysInOverride,
    allowSecret: options.allowSecret,
    driftCheck: options.driftCheck,
    dagWorkflow: options.dagWorkflow,
  });
  new StarterFile(project, 'README.md', readmeText({ prerequisites, hasSession: local.override._hasSessions, changes: start?.changes, name: options.name, installCommand: nodePackage?.installCommand, ...ofTree }));
  const lookedAfter: Array<FileBase | undefined> = [project.gitignore, project.gitattributes, project.dockerignore, nodePackage?.file];
  new ProtectedFiles(project, project.files.filter((file) => !lookedAfter.includes(file) && !('_preflight' in file)));
  if (isNew) {
    const installCommand = nodePackage?.installAndUpdateLockfileCommand;
    new NextSteps(project, { projenCommand: projenCommand(project.projenCommand, rcFile), installCommand, example: start?.example, needs: start?.program, hasOwnReadme });
  }
  newRcFile?.keep(adoptPatterns(project, project.dockerignore));
  return { local, nodePackage, github };
}

/** @throws AstroAirflowError if two are declared */
function secretsBackendOf({ secretsBackend, localSecrets = false }: AstroProjectOptions): SecretsBackend | undefined {
  if (!localSecrets) {
    return secretsBackend;
  }
  if (secretsBackend !== undefined) {
    throw new AstroAirflowError(`${apiName('localSecrets')} declares a secrets backend, and ${apiName('secretsBackend')} is another one: Airflow has one. Remove one of them.`);
  }
  return new LocalFilesystemSecretsBackend();
}

function githubOf(project: Project, { githubOptions }: AstroProjectOptions): GitHub {
  // Loaded where it is used, because it loads a large part of projen.
  const { GitHub: Component } = require('projen/lib/github/github') as typeof import('projen/lib/github/github');
  return new Component(project, { mergify: false, pullRequestLint: false, ...githubOptions });
}

/** Adds the files that belong to the team after the first synth. */
function addStarters(project: Project, name: string, runtime: AstroRuntime): void {
  const texts = starterTexts(runtime);
  const below = (directory: string): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).filter(([file]) => file.startsWith(`${directory}/`)).map(([file, text]) => [file.slice(directory.length + 1), text]));
  new AstroConfig(project, name);
  new StarterFile(project, '.env', '', PRIVATE_MODE);
  // A DAG or test that the team deletes does not come back; what the image build and the CLI need does.
  for (const directory of ['dags', 'tests']) {
    new StarterDirectory(project, directory, below(directory));
  }
  for (const directory of ['include', 'plugins']) {
    new StarterDirectory(project, directory);
  }
  for (const [file, text] of Object.entries(texts).filter(([sample]) => !/^(dags|tests)\//.test(sample))) {
    new StarterFile(project, file, text);
  }
}
