/*
 * node synthesize-many.js MODULES: synthesizes many Astro projects in one process, with the package and projen of that
 * folder `node_modules` and no other. Reads [{ directory, image, rc, dotenv }] as JSON from standard input: `rc`
 * is JavaScript that has `project` and all names of the package in `astro`. Prints [{ override, dotenv } or { refusal }].
 */
const fs = require('node:fs');
const path = require('node:path');

const [, , modules] = process.argv;
const astro = require(path.join(modules, 'projen-astro-airflow'));
const projen = require(path.join(modules, 'projen'));

const jobs = JSON.parse(fs.readFileSync(0, 'utf-8'));
console.log(JSON.stringify(jobs.map(synthesize)));

function synthesize({ directory, image, rc, dotenv = '' }) {
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(directory, 'Dockerfile'), `FROM ${image}\n`);
  fs.writeFileSync(path.join(directory, '.env'), dotenv);
  const text = (name) => fs.readFileSync(path.join(directory, name), 'utf-8');
  try {
    const project = new projen.Project({ name: 'orders', outdir: directory, logging: { level: projen.LogLevel.ERROR } });
    new Function('project', 'astro', 'projen', rc)(project, astro, projen);
    project.synth();
    return { override: text('docker-compose.override.yml'), dotenv: text('.env') };
  } catch (error) {
    if (error.name !== 'AstroAirflowError') {
      throw error;
    }
    return { refusal: error.message };
  }
}
