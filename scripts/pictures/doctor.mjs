// What the doctor reports on a laptop where several things are wrong. Programs that it asks are stand-ins, as this machine may have none.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { COMMAND, ROOT, edit, inFolders, link, node } from './run.mjs';
import { picture } from './terminal.mjs';

export const file = 'docs/pictures/doctor.svg';

const RC = `const { javascript, Project } = require('projen');
const { AwsCredentials, AwsSecretsBackend, LocalAirflow } = require('projen-astro-airflow');
const project = new Project({ name: 'orders-pipelines' });
new javascript.Projenrc(project);
new LocalAirflow(project, {
  credentials: [AwsCredentials.mounted({ profile: 'dev' })],
  secretsBackend: AwsSecretsBackend.secretsManager({ region: 'us-west-2' }),
  exampleDag: {},
});
project.synth();
`;

/** What Docker, the Astro CLI and the AWS CLI answer on the laptop. */
const PROGRAMS = {
  docker: `case "$1" in info) echo '{"OperatingSystem":"Ubuntu 24.04.3 LTS","Name":${JSON.stringify(os.hostname())},"ServerVersion":"28.1.1","SecurityOptions":["name=seccomp"]}';; *) echo '{}';; esac`,
  astro: 'echo "Astro CLI Version: 1.46.0"',
  aws: `case "$*" in
  --version) echo 'aws-cli/2.36.7 Python/3.13.1 Linux/6.8';;
  'configure get aws_access_key_id '*) echo AKIAIOSFODNN7EXAMPLE;;
  'configure list-profiles') echo dev;;
  *) exit 1;;
esac`,
};

/** The line of Node that the picture shows, whatever draws it. */
const NODE = fs.readFileSync(path.join(ROOT, '.nvmrc'), 'utf-8').trim();

export function draw() {
  return inFolders(3, (project, home, programs) => {
    link(project);
    fs.writeFileSync(path.join(project, '.projenrc.js'), RC);
    fs.writeFileSync(path.join(project, 'Dockerfile'), 'FROM astrocrpublic.azurecr.io/runtime:3.3-8\n');
    node(['.projenrc.js'], project, { env: { PROJEN_DISABLE_POST: 'true' } });
    edit(path.join(project, 'docker-compose.override.yml'), (text) => text.replace('read_only: true', 'read_only: false'));
    edit(path.join(project, '.env'), (text) => `${text}AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n`);
    fs.mkdirSync(path.join(home, '.aws'), { mode: 0o755 });
    fs.writeFileSync(path.join(home, '.aws', 'config'), '[profile dev]\n', { mode: 0o644 });
    fs.writeFileSync(path.join(home, '.aws', 'credentials'), '[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = EXAMPLE\n', { mode: 0o600 });
    for (const [name, script] of Object.entries(PROGRAMS)) {
      fs.writeFileSync(path.join(programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    }
    const PATH = [programs, path.dirname(process.execPath), '/usr/bin', '/bin'].join(path.delimiter);
    const report = node([COMMAND, 'doctor'], project, { terminal: true, status: 1, env: { HOME: home, PATH } });
    return picture(`$ npx projen doctor\n${report.replace(`Node ${process.versions.node}`, `Node ${NODE}`)}`, 110);
  });
}
