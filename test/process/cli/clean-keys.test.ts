import * as fs from 'node:fs';
import * as path from 'node:path';
import { SessionProject } from '../../support/host/session-project';
import { testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');
const NO_BLOCK = 'No block of projen-astro-airflow found.\n';

testUnix('clean removes keys that no other project uses, also once the declaration is gone', () => {
  const project = new SessionProject();
  const folder = path.join(project.home, '.airflow-credentials', 'aws', 'dev');
  project.run(['login']);
  const other = tempDir();
  write(folder, { 'state.json': JSON.stringify({ name: 'dev', projects: [project.directory, other], leased: false }) });
  expect(project.run(['clean'])).toEqual({ status: 0, stdout: `${NO_BLOCK}${folder}: keys kept, because ${other} uses them\n`, stderr: '' });
  expect(project.hasKeys()).toBe(true);

  project.run(['login']);
  fs.rmSync(path.join(project.directory, 'docker-compose.override.yml'));
  fs.rmSync(other, { recursive: true });
  expect(project.run(['clean'])).toEqual({ status: 0, stdout: `${NO_BLOCK}${folder}: keys removed\n`, stderr: '' });
  expect(project.hasKeys()).toBe(false);
  expect(project.run(['clean']).stdout).toBe(NO_BLOCK);
});

testUnix('clean finds those of a project that was moved to another folder', () => {
  const project = new SessionProject();
  project.run(['login']);
  const state = path.join(project.home, '.airflow-credentials', 'aws', 'dev', 'state.json');
  // As if this were its new folder.
  fs.writeFileSync(state, fs.readFileSync(state, 'utf-8').replace(project.directory, '/nowhere'));
  expect(project.run(['clean'])).toEqual({ status: 0, stdout: `${NO_BLOCK}${path.dirname(state)}: keys removed, because the projects that used them are not there any more\n`, stderr: '' });
  expect(project.hasKeys()).toBe(false);
});

testUnix('clean names keys of which no record is left, and the command that removes them', () => {
  const project = new SessionProject();
  const folder = path.join(project.home, '.airflow-credentials', 'aws', 'dev');
  for (const state of ['{', undefined]) {
    project.run(['login']);
    fs.rmSync(path.join(folder, 'state.json'));
    write(folder, state === undefined ? {} : { 'state.json': state });
    expect(project.run(['clean'])).toEqual({ status: 0, stdout: `${NO_BLOCK}${folder}: keys kept, because no record of the projects that use them can be read. To remove them, run npx projen-astro-airflow logout in a project that declares them, or remove that folder.\n`, stderr: '' });
    expect(project.run(['logout']).stdout).toMatch(/^AWS: keys of dev removed/);
    expect(project.run(['clean']).stdout).toBe(NO_BLOCK);
  }
});

testUnix('clean finds them in a declared folder, too', () => {
  const project = new SessionProject({ seconds: 3_600 }, [{ cloud: 'aws', profile: 'dev', directory: '~/keys' }]);
  project.run(['login']);
  expect(project.run(['clean']).stdout).toBe(`${NO_BLOCK}${path.join(project.home, 'keys', 'aws', 'dev')}: keys removed\n`);
});
