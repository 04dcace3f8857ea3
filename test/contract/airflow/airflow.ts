import * as fs from 'node:fs';
import * as path from 'node:path';
import { AIRFLOW_HOME, CONTAINER_USER, type AirflowMajor } from '../base';
import { composeService, type BindMount, type ComposeService } from './compose-service';
import { Container, type ContainerCommand } from './container';
import type { RowRun } from '../row';
import { startServer, type Ran, type Server } from '../tools/program';
import { pythonEnvironment, type PythonEnvironment } from '../tools/python';

/** A version of Airflow, and the runtime that brings it. */
export interface AirflowRelease {
  /** The row, and its requirements file. */
  readonly name: string;
  readonly major: AirflowMajor;
  readonly image: string;
}

/** Where a command is run: in a container of a service of an Astro project, on somebody's machine. */
export interface Place {
  /** The Astro project's folder. */
  readonly project: string;
  /** The developer's home. */
  readonly home: string;
  /** The environment of the shell that ran `astro dev start`. */
  readonly shell?: Readonly<Record<string, string>>;
  /** By default the scheduler, in which tasks run. */
  readonly service?: string;
  readonly network?: boolean;
  /** Addresses by names, for `/etc/hosts`. */
  readonly hosts?: Readonly<Record<string, string>>;
  /** A folder with what the image has in the home of its user. */
  readonly image?: string;
  /** Whether the Amazon provider is missing. */
  readonly withoutProvider?: boolean;
  /** Another release of the Amazon provider, by a folder that it is installed in. */
  readonly provider?: string;
  /** What every container has besides, such as the names and certificates of a stand-in. */
  readonly besides?: ComposeService;
}

/** What a command did. */
export interface AirflowRan extends Ran {
  /** What it printed, and all log files that it wrote. */
  readonly everything: string;
}

/** A command that stays. */
export interface AirflowServer extends Server {
  /** AIRFLOW_HOME, as seen from outside. */
  readonly airflowHome: string;
  /** What it printed so far, and all log files that it has written. */
  everything(): string;
}

/** Where the base file's database is not to be had: SQLite takes its place, with which Airflow 2 refuses this executor. */
const DATABASE = ['AIRFLOW__CORE__SQL_ALCHEMY_CONN', 'AIRFLOW__DATABASE__SQL_ALCHEMY_CONN'];
const EXECUTOR: Readonly<Record<AirflowMajor, Record<string, string>>> = { 2: { AIRFLOW__CORE__EXECUTOR: 'SequentialExecutor' }, 3: {} };

/** What the requirements files of the rows have. */
const SYSTEMS = [
  ['Apache Airflow', 'apache-airflow'],
  ['Amazon provider', 'apache-airflow-providers-amazon'],
  ['botocore', 'botocore'],
  ['Microsoft Azure provider', 'apache-airflow-providers-microsoft-azure'],
  ['azure-identity', 'azure-identity'],
  ['Google provider', 'apache-airflow-providers-google'],
] as const;

/** A real Airflow, whose commands run as in the containers of `astro dev start`. */
export class Airflow {
  /**
   * @throws Skipped if the machine cannot run such a container
   * @throws NotPrepared if Airflow cannot be installed
   */
  static async prepare(run: RowRun, release: AirflowRelease): Promise<Airflow> {
    Container.checkPossible();
    const python = pythonEnvironment(run, release.name);
    for (const [system, name] of SYSTEMS.filter(([, distribution]) => python.version(distribution) !== 'none')) {
      run.version(system, python.version(name));
    }
    return new Airflow(run, release, python, await Container.prepare(run, python));
  }

  private migrated?: Promise<string>;
  private readonly synthesized = new Map<string, string>();
  private projects = 0;

  private constructor(private readonly row: RowRun, readonly release: AirflowRelease, private readonly python: PythonEnvironment, readonly container: Container) {}

  /** The folder of its environment of Python. */
  get environment(): string {
    return this.python.directory;
  }

  /** The tag of the runtime. */
  get tag(): string {
    return this.release.image.split(':')[1];
  }

  get version(): string {
    return this.python.version('apache-airflow');
  }

  /** Whether the version is at least this one. */
  isAtLeast(major: number, minor: number): boolean {
    const [ours, theirs] = this.version.split('.').map(Number);
    return ours > major || (ours === major && theirs >= minor);
  }

  /**
   * Synthesizes an Astro project with one LocalAirflow.
   *
   * @param options its options, as JavaScript
   * @returns the project's folder
   */
  synthesize(options: string, image = this.release.image): string {
    const next = (): string => path.join(this.row.work, `project-${this.projects++}`);
    const key = `${image} ${options}`;
    const model = this.synthesized.get(key) ?? next();
    if (!this.synthesized.has(key)) {
      this.row.packages.synthesize(model, { image, rc: `new astro.LocalAirflow(project, ${options});` });
      this.synthesized.set(key, model);
    }
    // A copy, since a check may change it manually.
    const project = next();
    fs.cpSync(model, project, { recursive: true });
    return project;
  }

  /** Runs a command in a fresh container, with a database that nothing but the migration has written to. */
  async run(place: Place, command: readonly string[], input?: string): Promise<AirflowRan> {
    const airflowHome = this.newAirflowHome(await this.database());
    const ran = await this.container.run({ ...this.containerOf(place, airflowHome), command, input });
    const everything = [ran.output, ...logFiles(airflowHome)].join('\n');
    fs.rmSync(airflowHome, { recursive: true });
    return { ...ran, everything };
  }

  /**
   * Starts a command that stays until it is stopped, or the row ends, in a container like those of `run()`.
   *
   * @param more environment beside the service's own, or instead of it
   */
  async start(place: Place, command: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<AirflowServer> {
    const airflowHome = this.newAirflowHome(await this.database());
    const root = fs.mkdtempSync(path.join(this.row.work, 'root-'));
    const { environment, ...others } = this.containerOf(place, airflowHome);
    const [program, ...args] = this.container.commandLine(root, { ...others, command, environment: { ...environment, ...more } });
    const server = startServer(this.row, program, args, { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
    return { ...server, airflowHome, everything: () => [server.log(), ...logFiles(airflowHome)].join('\n') };
  }

  /** The command line of a command in a container like those of `run()`, for a program that is to run it; once, since it has a database of its own. */
  async commandLine(place: Place, command: readonly string[]): Promise<readonly string[]> {
    const airflowHome = this.newAirflowHome(await this.database());
    return this.container.commandLine(fs.mkdtempSync(path.join(this.row.work, 'root-')), { ...this.containerOf(place, airflowHome), command });
  }

  /** The database as `airflow db migrate` makes it, once. */
  database(): Promise<string> {
    this.migrated ??= this.migrate();
    return this.migrated;
  }

  private containerOf({ project, home, shell = {}, service = 'scheduler', network, hosts, image, withoutProvider, provider, besides }: Place, airflowHome: string): Omit<ContainerCommand, 'command'> {
    const { environment, mounts } = composeService(this.release.major, project, service, { home, shell });
    return {
      environment: { ...withSqlite(environment, this.release.major), ...besides?.environment },
      mounts: [
        airflowHomeMount(airflowHome), ...(besides?.mounts ?? []), ...(image === undefined ? [] : [imageMount(image)]), ...mounts,
        ...(provider === undefined ? [] : [this.providerMount(provider)]),
      ],
      network,
      hosts,
      emptied: withoutProvider === true ? this.amazonProvider() : [],
    };
  }

  private async migrate(): Promise<string> {
    const home = this.newAirflowHome();
    // As in the service db-migration, which has neither project nor .env.
    const environment = withSqlite({ AIRFLOW__CORE__LOAD_EXAMPLES: 'False' }, this.release.major);
    const { status, output } = await this.container.run({ command: ['airflow', 'db', 'migrate'], environment, mounts: [airflowHomeMount(home)] });
    if (status !== 0) {
      throw new Error(`airflow db migrate ended with ${status}: ${output}`);
    }
    return path.join(home, 'airflow.db');
  }

  private newAirflowHome(database?: string): string {
    const directory = fs.mkdtempSync(path.join(this.row.work, 'airflow-home-'));
    if (database !== undefined) {
      const copy = path.join(directory, 'airflow.db');
      fs.copyFileSync(database, copy);
      fs.chownSync(copy, CONTAINER_USER.uid, CONTAINER_USER.uid);
    }
    fs.chownSync(directory, CONTAINER_USER.uid, CONTAINER_USER.uid);
    return directory;
  }

  private providerMount(folder: string): BindMount {
    return { source: path.join(folder, 'airflow/providers/amazon'), target: this.amazonProvider()[0], readOnly: true, create: false };
  }

  /** The package, and what Airflow finds it by. */
  amazonProvider(): string[] {
    const lib = path.join(this.python.directory, 'lib');
    const packages = path.join(lib, fs.readdirSync(lib)[0], 'site-packages');
    const version = this.python.version('apache-airflow-providers-amazon');
    return [path.join(packages, 'airflow', 'providers', 'amazon'), path.join(packages, `apache_airflow_providers_amazon-${version}.dist-info`, 'entry_points.txt')];
  }
}

/** The texts of the log files that Airflow has written. */
function logFiles(airflowHome: string): string[] {
  const logs = path.join(airflowHome, 'logs');
  const names = fs.existsSync(logs) ? fs.readdirSync(logs, { recursive: true, encoding: 'utf-8' }) : [];
  return names.map((name) => path.join(logs, name)).filter((file) => fs.statSync(file).isFile()).map((file) => fs.readFileSync(file, 'utf-8'));
}

function airflowHomeMount(source: string): BindMount {
  return { source, target: AIRFLOW_HOME, readOnly: false, create: false };
}

function imageMount(source: string): BindMount {
  return { source, target: CONTAINER_USER.home, readOnly: false, create: false };
}

function withSqlite(environment: Readonly<Record<string, string>>, major: AirflowMajor): Record<string, string> {
  return { ...Object.fromEntries(Object.entries(environment).filter(([name]) => !DATABASE.includes(name))), ...EXECUTOR[major] };
}
