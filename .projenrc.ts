import * as fs from 'node:fs';
import { cdk, javascript, JsonPatch, release, TextFile, typescript } from 'projen';
import { contractWorkflow } from './projenrc/contract-workflow';
import { DEVELOPMENT_NODE, LOWEST_NODE } from './projenrc/node-versions';
import { site } from './projenrc/site';
import { testTasks } from './projenrc/test-tasks';
import { verifyWorkflow } from './projenrc/verify-workflow';
import { titleOnly, WorkflowSafety } from './projenrc/workflow-safety';

/** The types of Conventional Commits. The hook for commit messages reads them too. */
const commitTypes = Object.keys(JSON.parse(fs.readFileSync('scripts/commit-types.json', 'utf-8')) as Record<string, string>);

const project = new cdk.JsiiProject({
  name: 'projen-astro-airflow',
  description: 'Declares how the local Apache Airflow of an Astro project reaches AWS, Google Cloud, Azure or Vault, and generates the files: the compose override, a block of .env, an example DAG, requirements.',
  keywords: ['projen', 'airflow', 'apache-airflow', 'astronomer', 'astro', 'aws', 'gcp', 'azure', 'vault', 'secrets-backend', 'docker-compose', 'dotenv'],
  author: 'The projen-astro-airflow authors',
  authorOrganization: true,
  authorAddress: 'https://github.com/projen-astro-airflow',
  repositoryUrl: 'https://github.com/projen-astro-airflow/projen-astro-airflow.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The projen-astro-airflow authors',
  defaultReleaseBranch: 'main',

  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: LOWEST_NODE,
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  projenVersion: '0.103.25',
  // tsx starts three times as fast as ts-node with its type check, and is maintained; eslint and jest check the types.
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() },

  // A caret on a 0.x version would exclude the next minor version. Both ends are tested.
  peerDeps: ['projen@>=0.99.3 <1.0.0', 'constructs@^10.0.5'],
  peerDependencyOptions: { pinnedDevDependency: false },
  // Each one is justified in docs/decisions/runtime-dependencies.md.
  bundledDeps: ['yaml@^2.9.1', 'dockerfile-ast@^0.7.1', 'diff@^9.0.0', 'ignore@^7.0.5'],
  devDeps: [
    // Pinned: some of its releases lack the packages for some systems, so their lock file would be incomplete.
    '@swc/core@1.16.22',
    '@swc/jest@0.2.39',
    'ajv@^8.17.1',
    'dependency-cruiser@^17',
    'fast-check@^4.10.2',
    'constructs@10.5.0',
    'ts-node@^10.9.2',
    'tsx@^4.23.15',
    'vega@^6.4.0',
  ],
  bin: { 'projen-astro-airflow': 'bin/projen-astro-airflow' },

  jestOptions: {
    // A run that rewrites its snapshots proves nothing.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    configFilePath: 'jest.config.json',
    jestConfig: {
      collectCoverage: false,
      testTimeout: 60_000,
      watchman: false,
      // Tests install other copies of this package there.
      modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/site/node_modules/'],
    },
  },

  eslintOptions: { dirs: ['src'], devdirs: ['test', 'bench', 'site'], commandOptions: { extraArgs: ['--cache', '--cache-location', '.cache/eslint/'] } },

  // npm's trusted publishing needs a newer npm than the lowest supported Node brings.
  workflowNodeVersion: 'lts/*',

  stability: cdk.Stability.EXPERIMENTAL,
  majorVersion: 0,
  // projen's first version would be 0.0.0. If this prints nothing, the commits decide.
  nextVersionCommand: 'node -e "process.stdout.write(process.env.LATEST_TAG ? \'\' : \'0.1.0\')"',
  // No push publishes: a maintainer starts the workflow, and the environment can ask for a review. CONTRIBUTING.md says how.
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  releaseEnvironment: 'release',

  // Only CI publishes, with the short-lived identity of its workflow.
  releaseToNpm: true,
  npmTrustedPublishing: true,
  npmProvenance: true,
  publishToPypi: {
    distName: 'projen-astro-airflow',
    module: 'projen_astro_airflow',
    trustedPublishing: true,
  },

  // Off, because these need a long-lived token. A build that changes files fails and pushes nothing.
  buildWorkflowOptions: { mutableBuild: false },
  depsUpgrade: false,
  dependabot: true,
  // Most malicious releases are found within days.
  dependabotOptions: { cooldown: { defaultDays: 7 } },
  githubOptions: { mergify: false, pullRequestLintOptions: { semanticTitleOptions: { types: commitTypes } } },
  pullRequestTemplate: false,
  gitignore: ['.DS_Store', '/.cache/'],
});

// Inline source maps would be half of the compiled code, which each run of an rc file reads.
const compiler = project.tryFindObjectFile('tsconfig.json');
compiler?.addDeletionOverride('compilerOptions.inlineSourceMap');
compiler?.addDeletionOverride('compilerOptions.inlineSources');

// The tests are compiled file by file, without a type check. One task checks the types of all TypeScript in the repository.
const tests = project.jest!.config;
tests.transform = { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] };
tests.maxWorkers = '100%';
project.deps.removeDependency('ts-jest');
// Each file must compile by itself.
project.tryFindObjectFile('test/tsconfig.json')?.addOverride('compilerOptions.isolatedModules', true);
// Includes this file: tsx runs it without a type check, so an option at the wrong level would pass.
project.tryFindObjectFile('test/tsconfig.json')?.addOverride('include', ['**/*.ts', '../src/**/*.ts', '../bench/**/*.ts', '../site/*.ts', '../site/generate/**/*.ts', '../projenrc/**/*.ts', '../.projenrc.ts']);
const types = project.addTask('types', { description: 'Checks the types of all TypeScript', exec: 'tsc --noEmit -p test/tsconfig.json' });

// A few rules do not fit how the code is written on purpose.
project.eslint?.addExtends('plugin:@typescript-eslint/recommended-type-checked');
project.eslint?.addRules({
  'max-len': ['off'],
  '@stylistic/max-len': ['error', { code: 180, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
  '@typescript-eslint/no-unsafe-assignment': ['off'],
  '@typescript-eslint/no-unsafe-member-access': ['off'],
  '@typescript-eslint/no-unsafe-return': ['off'],
  '@typescript-eslint/no-unsafe-call': ['off'],
  '@typescript-eslint/no-unsafe-argument': ['off'],
  // A call checks its arguments, and must see surplus ones too.
  'prefer-rest-params': ['off'],
  // The modes of files are bits.
  'no-bitwise': ['off'],
  // jsii has no narrower type for values that are passed on to compose, or for JSON.
  '@typescript-eslint/no-explicit-any': ['off'],
  // An empty struct can get members later without a breaking change.
  '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
});

// The only form of a lazy import: `require('./y') as typeof import('./y')` in a function. It loads a module when the function runs, with the
// module's types, and dependency-cruiser sees the import. JSON has no module type.
project.eslint?.addOverride({
  files: ['src/**/*.ts'],
  rules: {
    '@typescript-eslint/no-require-imports': 'off',
    'no-restricted-syntax': ['error', {
      selector: 'CallExpression[callee.name="require"]:not([arguments.0.value=/[.]json$/]):not(:function TSAsExpression[typeAnnotation.exprName.type="TSImportType"] > CallExpression)',
      message: "Import at the top of the file, or lazily in a function: require('./y') as typeof import('./y').",
    }],
  },
});

// Its 1.13.0 lacks the packages for some systems, so its lock file would be incomplete.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// The package is lib/, bin/ and the assembly.
for (const own of ['/examples/', '/docs/', '/scripts/', '/bench/', '/.cache/', '/.ci/', '/.dependency-cruiser.json', '/.pre-commit-hooks.yaml', '/.npmrc', '/.nvmrc', '/.editorconfig', '/CONTRIBUTING.md', '/SECURITY.md']) {
  project.addPackageIgnore(own);
}

// The lock file records no registry address, whatever settings the installing user has.
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

// The import rules: what may import what.
const arrows = project.addTask('arrows', {
  description: 'Checks that imports point downward only',
  exec: 'depcruise --config .dependency-cruiser.json src',
});

// publib uses the public registry by default.
project.github?.tryFindWorkflow('release')?.file?.patch(JsonPatch.remove('/jobs/release_npm/steps/9/env/NPM_REGISTRY'));

// The arguments of each public call, from the assembly that the compiler has just written.
project.compileTask.exec('node scripts/argument-types.mjs');
// An rc file loads what it uses.
project.compileTask.exec('node scripts/lazy-exports.mjs');

const pages = site(project);

testTasks(project, { types, arrows, pages });

// It measures what a user installs, so it compiles first.
const bench = project.addTask('bench', { description: 'Measures the drift check, and compares it with other ways to check' });
bench.spawn(project.compileTask);
bench.exec('tsx bench/run.ts', { receiveArgs: true });

contractWorkflow(project);
verifyWorkflow(project);
titleOnly(project);
// The titles of Dependabot's pull requests are checked too.
project.tryFindObjectFile('.github/dependabot.yml')?.addOverride('updates.0.commit-message', { prefix: 'build' });
new WorkflowSafety(project);

new TextFile(project, '.nvmrc', { lines: [DEVELOPMENT_NODE, ''] });

// A fresh machine has nothing but Node, so these install first.
project.package.setScript('contract', 'node scripts/contract.mjs');
project.package.setScript('demo', 'node scripts/demo.mjs');

project.synth();
