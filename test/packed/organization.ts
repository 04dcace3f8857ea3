import * as fs from 'node:fs';
import * as path from 'node:path';
import { runs, WITHOUT_NOTICES } from './projen-new';
import { tempDir, write } from '../support/util';

const ROOT = path.resolve(__dirname, '../..');

/** A class of an organization. Each version of it says which one it is. */
const SOURCE = (version: string): string => `import { AstroProject, AwsCredentials, type AstroProjectOptions } from 'projen-astro-airflow';

/** How much is promised. */
export enum Tier {
  /** Day and night. */
  GOLD_PLUS,
  /** By day. */
  SILVER,
}

/** Options of a project. */
export interface AcmeProjectOptions extends AstroProjectOptions {
  /** The team. */
  readonly team: string;

  /**
   * How much is promised.
   *
   * @default Tier.SILVER
   */
  readonly tier?: Tier;
}

/** The organization's kind of Astro project. */
export class AcmeProject extends AstroProject {
  /** @param options what to declare */
  constructor(options: AcmeProjectOptions) {
    super({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted({ profile: 'acme' })], ...options });
    this.addEnvironment('TEAM', options.team);
    this.addEnvironment('TIER', String(options.tier ?? Tier.SILVER));
    this.addEnvironment('STANDARD', '${version}');
  }
}
`;

/**
 * Makes the package of an organization, as jsii compiles it.
 *
 * @param tarball of this package
 * @param source of its index
 * @returns its directory
 */
export function organizationPackage(tarball: string, version: string, source: string = SOURCE(version)): string {
  const directory = tempDir();
  const own = path.join(directory, 'node_modules', 'projen-astro-airflow');
  fs.mkdirSync(own, { recursive: true });
  runs(own, ['tar', '-xzf', tarball, '--strip-components=1']);
  for (const name of ['projen', 'constructs']) {
    fs.symlinkSync(path.join(ROOT, 'node_modules', name), path.join(directory, 'node_modules', name), 'junction');
  }
  const peers = { 'projen-astro-airflow': '*', 'projen': '>=0.99.3 <1.0.0', 'constructs': '^10.0.5' };
  write(directory, {
    'package.json': JSON.stringify({
      name: '@acme/airflow-standard',
      version,
      description: 'The Astro projects of an organization',
      license: 'MIT',
      main: 'lib/index.js',
      types: 'lib/index.d.ts',
      stability: 'stable',
      files: ['lib', '.jsii'],
      author: { name: 'A team', email: 'team@example.com' },
      repository: { type: 'git', url: 'https://example.com/a.git' },
      peerDependencies: peers,
      devDependencies: peers,
      jsii: { outdir: 'dist', versionFormat: 'full', tsc: { outDir: 'lib', rootDir: 'src' }, targets: { python: { distName: 'acme-airflow-standard', module: 'acme_airflow_standard' } } },
    }),
    'README.md': '# A standard\n',
    'LICENSE': 'MIT\n',
    'src/index.ts': source,
  });
  runs(directory, [process.execPath, require.resolve('jsii/bin/jsii'), '--silence-warnings=reserved-word'], WITHOUT_NOTICES);
  return directory;
}
