import { services } from '../../projects';
import { read, write } from '../../util';
import { lines, readmeRc } from '../commands';
import { entry, type Entry, type Proof } from '../proof';
import { Terminal } from '../terminal';

/** Changes the rc file as the diff says, in a project with Airflow 2, and synthesizes it. */
const changed: Proof = ({ code }) => {
  const [, before, after] = /^-(.*)\n\+(.*)\n$/.exec(code) ?? [];
  const rc = readmeRc().replace(/^ +runtimeVersion: .*$/m, before);
  const terminal = Terminal.in(rc);
  expect(Object.keys(services(terminal.directory))).toEqual(['scheduler', 'webserver', 'triggerer']);
  write(terminal.directory, { '.projenrc.ts': rc.replace(before, after) });
  terminal.runs('npx projen');
  expect(Object.keys(services(terminal.directory)).sort()).toEqual(['api-server', 'dag-processor', 'scheduler', 'triggerer']);
  expect(read(terminal.directory, 'Dockerfile')).toContain('FROM astrocrpublic.azurecr.io/runtime:3.1-12\n');
};

export const upgradeAirflow: readonly Entry[] = [
  entry('1. Stop Airflow', 'sh', lines()),
  entry('2. Check your own DAGs', 'sh', lines({ 'astro dev upgrade-test': { calls: ['astro dev upgrade-test'] } })),
  entry('3. Change the runtime and synthesize', 'diff', changed),
  entry('3. Change the runtime and synthesize', 'sh', lines()),
  entry('4. Start Airflow', 'sh', lines()),
];
