/** The daily commands of `astro dev` that this package has a command for, with the description of their tasks. */
export const DEV_COMMANDS = {
  start: 'Starts Airflow on this machine, if the managed files have not drifted (--sync updates them first, --force starts anyway)',
  stop: 'Stops Airflow on this machine, and keeps its data',
  restart: 'Stops Airflow, builds the image again and starts it, if the managed files have not drifted (--sync, --force)',
  parse: 'Lists the DAGs that cannot be imported',
  pytest: 'Runs the tests of the DAGs: all in tests/, or those that you name',
} as const;

export type DevCommand = keyof typeof DEV_COMMANDS;

/** The commands for sessions that the project declares, likewise. */
export const SESSION_COMMANDS = {
  login: 'Renews the keys of the declared sessions (--watch keeps renewing them, --status lists them, --from-environment uses those of the shell)',
  logout: 'Removes the keys of the declared sessions from this machine',
} as const;

export type SessionCommand = keyof typeof SESSION_COMMANDS;

/** What looks at all of it, likewise. */
export const DOCTOR_COMMANDS = {
  doctor: 'Finds out why credentials do not reach the containers, and how to fix it (--format json)',
} as const;

export type DoctorCommand = keyof typeof DOCTOR_COMMANDS;

/** What proves the example DAG's way to its secrets, likewise. */
export const TRY_COMMANDS = {
  try: 'Runs the example DAG in the running Airflow, and reports which secrets arrived (--create creates them first, --delete deletes them afterwards)',
} as const;

export type TryCommand = keyof typeof TRY_COMMANDS;

/**
 * What a task runs for a command. An ejected project has no rc file that could be checked, so there it is the Astro CLI itself.
 *
 * @param runner what finds our command among the packages of the project; empty if it is on the PATH
 */
export function devCommand(name: DevCommand | SessionCommand | DoctorCommand | TryCommand, isEjected: boolean, runner: string = ''): string {
  const program = isEjected ? 'astro dev' : [runner, 'projen-astro-airflow'].filter((word) => word !== '').join(' ');
  // Without the quoted "$@" projen's shell would cut arguments at their blanks once more.
  return `${program} ${name} "$@"`;
}
