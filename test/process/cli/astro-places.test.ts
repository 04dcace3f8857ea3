import { AstroFixture } from '../../support/cli/astro-projects';
import { edit } from '../../support/drift/command';
import { testIf } from '../../support/projects';
import { read } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');

const TREE = `const { Project } = require('projen/lib/project');
const { Projenrc } = require('projen/lib/javascript/projenrc');
const { LocalAirflow } = require('projen-astro-airflow');
const project = new Project({ name: 'root' });
new Projenrc(project);
new LocalAirflow(project, { directory: 'airflow', runtimeVersion: '3.1-12' });
new LocalAirflow(new Project({ name: 'etl', parent: project, outdir: 'etl' }), { runtimeVersion: '3.1-12' });
project.synth();
`;

describe.each(['etl', 'airflow'])('in %s, below the root project', (folder) => {
  testUnix('the check is that of the root, and astro runs where the command was called', () => {
    const fixture = new AstroFixture(TREE);
    expect(fixture.run(['start'], {}, folder)).toEqual({ status: 0, stdout: 'from astro\n', stderr: '' });
    expect(fixture.calls()).toEqual([{ cwd: `${fixture.directory}/${folder}`, args: ['dev', 'start'] }]);

    const name = `${folder}/docker-compose.override.yml`;
    const text = read(fixture.directory, name);
    edit(fixture.directory, name, () => `${text}x-mine: 1\n`);
    const { status, stderr } = fixture.run(['start'], {}, folder);
    expect([status, stderr]).toEqual([1, expect.stringContaining(`${name} (edited manually)`)]);
    expect(stderr).toContain('Run `cd .. && npx projen` to update it');

    expect(fixture.run(['start', '--sync'], {}, folder).status).toBe(0);
    expect(read(fixture.directory, name)).toBe(text);
    expect(fixture.calls()).toHaveLength(2);
  });
});

describe('at the root of a monorepo,', () => {
  const SEVERAL = 'projen-astro-airflow: There are several Astro projects in the current directory: airflow and etl. Name one: ';

  testUnix('a command of astro dev calls no astro, and lists the projects with the command that runs in one', () => {
    const fixture = new AstroFixture(TREE);
    for (const command of ['start', 'restart', 'stop', 'parse', 'pytest']) {
      expect(fixture.run([command])).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(new RegExp(`^${SEVERAL}cd airflow, then npx projen(?:-astro-airflow)? ${command}\\n$`)) });
    }
    expect(fixture.calls()).toEqual([]);
    expect(fixture.run(['start', '--help']).stdout).toContain('from astro\n');
  });

  testUnix('every other command lists the projects with the command that names one', () => {
    const fixture = new AstroFixture(TREE);
    for (const command of ['doctor', 'try', 'login', 'logout', 'clean']) {
      expect(fixture.run([command])).toEqual({ status: 2, stdout: '', stderr: `${SEVERAL}npx projen-astro-airflow ${command} airflow\n` });
    }
    expect(read(fixture.directory, 'etl/.gitignore')).toContain('projen-astro-airflow');
  });
});

testUnix('start does not call astro in a projen project without an Astro project', () => {
  const fixture = new AstroFixture("const { Project } = require('projen/lib/project');\nconst { Projenrc } = require('projen/lib/javascript/projenrc');\nconst project = new Project({ name: 'root' });\nnew Projenrc(project);\nproject.synth();\n");
  expect(fixture.run(['start'])).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no Astro project in the current directory') });
  expect(fixture.calls()).toEqual([]);
});

describe('by projen\'s task runner', () => {
  testUnix('start passes its arguments on', () => {
    const fixture = new AstroFixture();
    expect(fixture.projen('start', '--wait', '1m', '-n')).toMatchObject({ status: 0, stdout: 'from astro\n' });
    expect(fixture.calls()).toEqual([{ cwd: fixture.directory, args: ['dev', 'start', '--wait', '1m', '-n'] }]);
  });

  testUnix('a -- before the arguments stays out', () => {
    const fixture = new AstroFixture();
    expect(fixture.projen('start', '--', '--wait', '1m').status).toBe(0);
    expect(fixture.calls()).toEqual([{ cwd: fixture.directory, args: ['dev', 'start', '--wait', '1m'] }]);
  });

  testUnix('start --sync updates the files, and start says what has drifted', () => {
    const [fixture, updated] = [new AstroFixture(), new AstroFixture()];
    for (const { directory } of [fixture, updated]) {
      edit(directory, 'docker-compose.override.yml', (text) => text.replace('read_only: true', 'read_only: false'));
    }
    const { status, stderr } = fixture.projen('start');
    expect([status, fixture.calls()]).toEqual([1, []]);
    expect(stderr).toContain('modified    docker-compose.override.yml (edited manually): services.');
    expect(updated.projen('start', '--sync', '-n').status).toBe(0);
    expect([updated.calls()[0].args, read(updated.directory, 'docker-compose.override.yml')]).toEqual([['dev', 'start', '-n'], expect.not.stringContaining('read_only: false')]);
  });

  testUnix('pytest passes quoted arguments on', () => {
    const fixture = new AstroFixture();
    expect(fixture.projen('pytest', 'tests/my dags', '--args', '--cov-config "a b" $HOME').status).toBe(0);
    expect(fixture.calls()[0].args).toEqual(['dev', 'pytest', 'tests/my dags', '--args', '--cov-config "a b" $HOME']);
  });
});
