/** The languages of the measured rc files. */
export type Language = 'js' | 'ts';

/** How the Astro projects of a repository are declared. */
export type Layout = 'own' | 'subprojects' | 'directories';

/** What an rc file declares. */
export interface RcFile {
  readonly language: Language;
  /** Whether the project is a bare `Project` or a `NodeProject`. */
  readonly host: 'bare' | 'node';
  /** `own`: the one Astro project beside the rc file. Otherwise a folder for each of `projects`. */
  readonly layout: Layout;
  /** The names of the folders. */
  readonly projects: readonly string[];
  /** Without the component the project is what projen makes of it by itself. */
  readonly component: boolean;
  /** Whether projen is loaded whole, as its documentation has it, or only the files that are used. */
  readonly projen: 'whole' | 'parts';
  /** Where the containers get the keys; `mounted` if nothing is given. */
  readonly credentials?: keyof typeof CREDENTIALS;
}

/** What an rc file prints last, in milliseconds since its process started; the first is the start of Node itself. */
export interface Marks {
  readonly started: number;
  readonly projenLoaded: number;
  readonly oursLoaded: number;
  readonly constructed: number;
  readonly synthesized: number;
}

const CREDENTIALS = {
  mounted: "mounted({ profile: 'dev', region: 'us-west-2' })",
  session: "session({ profile: 'dev', region: 'us-west-2' })",
  shell: "fromEnvironment({ region: 'us-west-2' })",
} as const;

function optionsOf({ credentials = 'mounted' }: RcFile): string {
  return `{
  credentials: [AwsCredentials.${CREDENTIALS[credentials]}],
  secretsBackend: AwsSecretsBackend.secretsManager({ region: 'us-west-2' }),
  exampleDag: { variableKey: 'my_var', connectionId: 'my_conn' },
}`;
}

const NAMES = '{ AwsCredentials, AwsSecretsBackend, LocalAirflow }';

/** The line of a JavaScript rc file that loads what it uses of this package. */
export function requireOwn(): string {
  return `const ${NAMES} = require('projen-astro-airflow');`;
}

/** The name of the rc file in a language. */
export function rcName(language: Language): string {
  return `.projenrc.${language}`;
}

/** The text of an rc file. */
export function rcText(rc: RcFile): string {
  const lines = rc.language === 'ts' ? importsTs() : importsJs(rc);
  return [...lines, ...hostOf(rc), ...componentsOf(rc), 'const constructed = performance.now();', 'project.synth();', marks(), ''].join('\n');
}

function importsJs({ projen, component }: RcFile): string[] {
  const whole = ["const { Project, javascript } = require('projen');"];
  const parts = ["const { Project } = require('projen/lib/project');", "const javascript = require('projen/lib/javascript/projenrc');"];
  return [
    'const started = performance.now();',
    ...(projen === 'whole' ? whole : parts),
    'const projenLoaded = performance.now();',
    ...(component ? [requireOwn()] : []),
    'const oursLoaded = performance.now();',
  ];
}

/** Imports are hoisted, so what they cost is not told apart. */
function importsTs(): string[] {
  return [
    "import { Project, typescript } from 'projen';",
    `import ${NAMES} from 'projen-astro-airflow';`,
    'const started = performance.now();',
    'const [projenLoaded, oursLoaded] = [started, started];',
  ];
}

function hostOf({ language, host }: RcFile): string[] {
  if (host === 'node') {
    return ["const project = new javascript.NodeProject({ name: 'orders', defaultReleaseBranch: 'main' });"];
  }
  const rcComponent = language === 'ts' ? 'typescript.ProjenrcTs(project, { runner: typescript.TypeScriptRunner.tsx() })' : 'javascript.Projenrc(project)';
  return ["const project = new Project({ name: 'orders' });", `new ${rcComponent};`];
}

function componentsOf(rc: RcFile): string[] {
  const { layout, projects, component } = rc;
  if (!component) {
    return [];
  }
  return [
    `const options = ${optionsOf(rc)};`,
    ...(layout === 'own' ? ['new LocalAirflow(project, options);'] : perProject(layout, projects)),
  ];
}

function perProject(layout: Layout, projects: readonly string[]): string[] {
  const one = layout === 'subprojects' ? 'new LocalAirflow(new Project({ name, parent: project, outdir: name }), options);' : 'new LocalAirflow(project, { ...options, directory: name });';
  return [`for (const name of ${JSON.stringify(projects)}) {`, `  ${one}`, '}'];
}

function marks(): string {
  return 'console.log(JSON.stringify({ started, projenLoaded, oursLoaded, constructed, synthesized: performance.now() }));';
}
