import * as fs from 'node:fs';
import * as path from 'node:path';
import { organizationPackage } from './organization';
import { pack, run } from './projen-new';
import { linkPackages, read, tempDir, write } from '../support/util';

const ROOT = path.resolve(__dirname, '../..');
const TSX = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs');

const OPTIONS = '{ name: \'orders\', runtimeVersion: \'3.1-12\', team: \'data\', githubTeam: \'data\', MORE }';
const CLASS = (exports: string, types: boolean): string => `${exports}class TeamProject extends AstroProject {
  constructor(options${types ? ': TeamProjectOptions' : ''}) {
    super(options);
    this.addEnvironment('TEAM', options.team);
  }
}
`;
const INTERFACE = `
/** Options of a team's projects. */
export interface TeamProjectOptions extends AstroProjectOptions {
  /** The team. */
  readonly team: string;

  /**
   * The team's name on GitHub.
   *
   * @default - none
   */
  readonly githubTeam?: string;
}

`;

/** A package of an organization, compiled by jsii. */
function compiledPackage(): string {
  const source = `import { AstroProject, type AstroProjectOptions } from 'projen-astro-airflow';\n${INTERFACE}/** A team's project. */\n${CLASS('export ', true).replace('  constructor', '  /** @param options what to declare */\n  constructor')}`;
  return organizationPackage(pack().tarball, '0.0.0', source);
}

/** Runs an rc file that has the class, or imports it. */
function runWith(language: string, more: string): { status: number | null; output: string; directory: string } {
  const directory = language === 'jsii' ? jsiiPackage : tempDir();
  if (language !== 'jsii') {
    linkPackages(directory);
  }
  fs.rmSync(path.join(directory, 'orders'), { recursive: true, force: true });
  const options = OPTIONS.replace('MORE', `outdir: process.cwd() + '/orders', ${more}`);
  const end = `new TeamProject(${options}${language === 'TypeScript' ? ' as any' : ''}).synth();\n`;
  const [file, text] = {
    TypeScript: ['.projenrc.ts', `import { AstroProject, type AstroProjectOptions } from 'projen-astro-airflow';\n${INTERFACE}${CLASS('', true)}${end}`],
    JavaScript: ['.projenrc.js', `const { AstroProject } = require('projen-astro-airflow');\n${CLASS('', false)}${end}`],
    jsii: ['.projenrc.js', `const { TeamProject } = require('./lib/index.js');\n${end}`],
  }[language] as [string, string];
  write(directory, { [file]: text });
  return { ...run(directory, [process.execPath, '--import', TSX, file], { PROJEN_DISABLE_POST: 'true' }), directory };
}

let jsiiPackage: string;

beforeAll(() => {
  jsiiPackage = compiledPackage();
}, 120_000);

describe.each(['TypeScript', 'JavaScript', 'jsii'])('a class derived in %s', (language) => {
  test('has options of its own', () => {
    const { status, output, directory } = runWith(language, '');
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(read(directory, 'orders/docker-compose.override.yml')).toContain('TEAM: data');
  });

  test.each([
    ['credential: []', 'TeamProject has no option "credential". Write credentials instead.'],
    ["exampleDag: { variable_key: 'a' }", 'TeamProject has no option "exampleDag.variable_key". Write variableKey instead.'],
    ["secretsBackend: 'aws'", 'TeamProject: secretsBackend takes a SecretsBackend, and got a string.'],
  ])('gets an error about %s, and writes nothing', (more, message) => {
    const { status, output, directory } = runWith(language, more);
    expect([status, output]).toEqual([1, expect.stringContaining(`AstroAirflowError: ${message}`)]);
    expect(fs.existsSync(path.join(directory, 'orders'))).toBe(false);
  });
});
