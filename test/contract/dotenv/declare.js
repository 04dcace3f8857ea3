/*
 * Declares what it is given, through the package, and prints the `.env` that comes of it: alone, and beside lines of the
 * user's. It reads a case a line, as JSON: { runtimeVersion, options, keys, user }; and prints a line for each: { refused },
 * or { alone, beside }, where either is the text of the file, or { refused }.
 *
 * The files of a whole synth would take seconds a hundred. So only the checks and the writing of `.env` are done here.
 */
const fs = require('node:fs');
const path = require('node:path');
const astro = require('projen-astro-airflow');
const { LogLevel } = require('projen/lib/logger');
const { Project } = require('projen/lib/project');

const file = path.resolve('.env');

// Nobody else writes here, so nobody has to be waited for, thousands of times.
Atomics.wait = () => 'timed-out';

function declare({ runtimeVersion, options: { credentials, secretsBackend, ...options }, keys }) {
  const project = new Project({ name: 'orders', outdir: process.cwd(), logging: { level: LogLevel.OFF } });
  const local = new astro.LocalAirflow(project, {
    runtimeVersion,
    driftCheck: false,
    ...options,
    credentials: credentials && [astro.AwsCredentials.mounted(credentials)],
    secretsBackend: secretsBackend && astro.AwsSecretsBackend[secretsBackend.service](secretsBackend.options),
  });
  keys.forEach(([key, value]) => local.addDotenvKey(key, value));
  return local;
}

function write(local) {
  return attempt(() => {
    local.dotenv._preflight(undefined);
    local.dotenv.synthesize();
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf-8') : '';
  });
}

function attempt(work) {
  try {
    return work();
  } catch (error) {
    if (error.name !== 'AstroAirflowError') {
      throw error;
    }
    return { refused: error.message };
  }
}

function outcome(wanted) {
  fs.rmSync(file, { force: true });
  const local = attempt(() => declare(wanted));
  if (local.refused !== undefined) {
    return local;
  }
  const alone = write(local);
  fs.writeFileSync(file, wanted.user);
  return { alone, beside: write(local) };
}

const cases = fs.readFileSync(0, 'utf-8').split('\n').filter((line) => line !== '');
process.stdout.write(cases.map((line) => `${JSON.stringify(outcome(JSON.parse(line)))}\n`).join(''));
