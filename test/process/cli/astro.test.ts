import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { addStandIn, AstroFixture, RC } from '../../support/cli/astro-projects';
import { BIN, edit, fingerprint } from '../../support/drift/command';
import { testIf } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');
const testSignals = process.platform === 'win32' ? test.skip : test;
const FROM_ASTRO = { status: 0, stdout: 'from astro\n', stderr: '' };
const dev = (...args: string[]) => [{ cwd: expect.any(String), args: ['dev', ...args] }];

describe('without the Astro CLI', () => {
  testUnix('every command says so before anything else, and exits 127', () => {
    const fixture = new AstroFixture(RC, false);
    edit(fixture.directory, '.projenrc.js', () => "throw new Error('never run');\n");
    for (const command of ['start', 'restart', 'stop', 'parse', 'pytest']) {
      const { status, stdout, stderr } = fixture.run([command]);
      expect([status, stdout]).toEqual([127, '']);
      expect(stderr).toBe('projen-astro-airflow: there is no Astro CLI (a command astro) on the PATH, so nothing was run.\n' +
        'Install it (https://www.astronomer.io/docs/astro/cli/install-cli; on macOS: brew install astro), then open a new terminal.\n');
    }
  });

  testUnix('the web framework of the same name, a folder and a file that is no program are not taken for it', () => {
    const fixture = new AstroFixture(RC, false);
    const [framework, folder, file] = [path.join(tempDir(), 'node_modules', '.bin'), tempDir(), tempDir()];
    fs.mkdirSync(framework, { recursive: true });
    addStandIn(framework);
    fs.mkdirSync(path.join(folder, 'astro'));
    write(file, { astro: '' });
    const PATH = [framework, folder, file, fixture.programs].join(path.delimiter);
    expect(fixture.run(['parse'], { PATH }).status).toBe(127);
    addStandIn(fixture.programs);
    expect(fixture.run(['parse'], { PATH })).toEqual(FROM_ASTRO);
  });
});

describe('in a project that is in step', () => {
  testUnix('start and restart say nothing, and give astro its arguments as they are', () => {
    const fixture = new AstroFixture();
    const args = ['--wait', '5m', '-n', '--env', 'a b.env', '', '--no-browser', '-f', '$HOME "x"'];
    expect(fixture.run(['start', ...args])).toEqual(FROM_ASTRO);
    expect(fixture.run(['restart', '-k', '--sync'])).toEqual(FROM_ASTRO);
    expect(fixture.run(['restart', '--', '--sync', '--', '--force'])).toEqual(FROM_ASTRO);
    expect(fixture.calls()).toEqual([...dev('start', ...args), ...dev('restart', '-k'), ...dev('restart', '--sync', '--', '--force')]);
    expect(fixture.calls()[0].cwd).toBe(fixture.directory);
  });

  testUnix('what the rc file prints is omitted', () => {
    const fixture = new AstroFixture(`${RC}console.log('hello'); console.error('you');\n`);
    expect(fixture.run(['start'])).toEqual(FROM_ASTRO);
  });

  testUnix('--help prints our flags, then what astro prints, and checks nothing', () => {
    const fixture = new AstroFixture();
    edit(fixture.directory, '.env', () => '');
    const { status, stdout } = fixture.run(['start', '--help']);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/--sync .*\n.*--force [^]*from astro\n$/)]);
    expect(fixture.run(['parse', '-h'])).toEqual(FROM_ASTRO);
    expect(fixture.calls()).toEqual([...dev('start', '--help'), ...dev('parse', '-h')]);
  });
});

const EDITS = {
  'docker-compose.override.yml': { change: (text: string) => text.replace('read_only: true', 'read_only: false'), key: /services\.\S*volumes/ },
  '.env': { change: (text: string) => text.replace('AWS_CONFIG_FILE=/home/astro/.aws/config', 'AWS_CONFIG_FILE=/nowhere'), key: /AWS_CONFIG_FILE/ },
  'dags/example_secrets_dag.py': { change: (text: string) => text.replace('import', 'import os, '), key: /example_secrets_dag/ },
};

describe.each(Object.keys(EDITS) as Array<keyof typeof EDITS>)('with an edit in %s', (name) => {
  const { change, key } = EDITS[name];
  const edited = (): AstroFixture => {
    const fixture = new AstroFixture();
    edit(fixture.directory, name, change);
    return fixture;
  };

  testUnix('start and restart name the file and the key, call no astro, change nothing and exit 1', () => {
    const fixture = edited();
    const before = fingerprint(fixture.directory);
    for (const command of ['start', 'restart']) {
      const { status, stdout, stderr } = fixture.run([command, '-n']);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr.split('\n')).toEqual([
        expect.stringContaining(`modified    ${name} (edited manually)`),
        expect.stringMatching(/^1 of \d+ files has drifted\. Run `npx projen` to update it. To keep a manual edit, move it to `\.projenrc\.js`.$/),
        `projen-astro-airflow: astro dev ${command} was not run. --sync updates the files first, --force goes on without.`,
        '',
      ]);
      expect(stderr).toMatch(key);
    }
    expect(fixture.calls()).toEqual([]);
    expect(fingerprint(fixture.directory)).toEqual(before);
  });

  testUnix('--sync updates the file, then calls astro', () => {
    const fixture = edited();
    const inStep = read(new AstroFixture().directory, name);
    expect(fixture.run(['start', '--sync', '-n'])).toMatchObject({ status: 0, stdout: 'from astro\n' });
    expect([read(fixture.directory, name), fixture.calls()]).toEqual([inStep, dev('start', '-n')]);
    expect(fixture.run(['start'])).toEqual(FROM_ASTRO);
  });

  testUnix('--force says what has drifted, then calls astro and leaves the edit', () => {
    const fixture = edited();
    const before = fingerprint(fixture.directory);
    const { status, stdout, stderr } = fixture.run(['restart', '--wait', '1m', '--force', '-k']);
    expect([status, stdout, stderr]).toEqual([0, 'from astro\n', expect.stringMatching(/drifted.*\n$/)]);
    expect([fixture.calls(), fingerprint(fixture.directory)]).toEqual([dev('restart', '--wait', '1m', '-k'), before]);
  });

  testUnix('stop, parse and pytest look at no file, and take no flag for ours', () => {
    const fixture = edited();
    for (const command of ['stop', 'parse', 'pytest']) {
      expect(fixture.run([command, '--force', '--sync'])).toEqual(FROM_ASTRO);
    }
    expect(fixture.calls()).toEqual(['stop', 'parse', 'pytest'].flatMap((command) => dev(command, '--force', '--sync')));
  });
});

describe('what ends a start before astro', () => {
  testUnix('--sync together with --force is an error', () => {
    const fixture = new AstroFixture();
    expect(fixture.run(['start', '--force', '--sync'])).toEqual({
      status: 2, stdout: '', stderr: 'projen-astro-airflow: start takes --sync (update the files first) or --force (go on without), and got both. Choose one of them.\n',
    });
    expect(fixture.calls()).toEqual([]);
  });

  testUnix('an rc file that throws: its message, and 2, with --sync too; --force goes on', () => {
    const fixture = new AstroFixture();
    edit(fixture.directory, '.projenrc.js', (text) => text.replace("'3.1-12'", "'nonsense'"));
    for (const flags of [[], ['--sync']]) {
      const { status, stdout, stderr } = fixture.run(['start', ...flags]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/AstroAirflowError: .*nonsense/);
      expect(stderr).toMatch(/\.projenrc\.js failed, so nothing could be compared\..*\nprojen-astro-airflow: astro dev start was not run\. --force goes on without the check\.\n$/);
    }
    expect(fixture.calls()).toEqual([]);
    expect(fixture.run(['start', '--force'])).toMatchObject({ status: 0, stdout: 'from astro\n', stderr: expect.stringContaining('nonsense') });
  });

  testUnix('a run of the rc file that fails under --sync', () => {
    const fixture = new AstroFixture(`${RC}if (process.env.PROJEN_DISABLE_POST === 'false') { throw new Error('on purpose'); }\n`);
    edit(fixture.directory, '.env', () => '');
    const { status, stdout, stderr } = fixture.run(['start', '--sync']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/Error: on purpose[^]*\nprojen-astro-airflow: the files could not be updated: projen failed with exit code 1, so Airflow was left as it is\. Fix what it says, then run again\.\n$/);
    expect(fixture.calls()).toEqual([]);
  });

  testUnix('no projen project: 2, and how to go on; --force, stop, parse and pytest need none', () => {
    const fixture = new AstroFixture();
    fs.rmSync(path.join(fixture.directory, '.projen'), { recursive: true });
    expect(fixture.run(['start', '--sync'])).toEqual({
      status: 2, stdout: '', stderr: expect.stringMatching(/^projen-astro-airflow: There is no projen project here \(no \.projen\/tasks\.json [^\n]*\n$/),
    });
    expect(fixture.calls()).toEqual([]);
    for (const args of [['start', '--force'], ['stop'], ['parse'], ['pytest']]) {
      expect(fixture.run(args)).toEqual(FROM_ASTRO);
    }
  });

  testUnix('a damaged .projen/tasks.json: what the check says, and 2', () => {
    const fixture = new AstroFixture();
    edit(fixture.directory, '.projen/tasks.json', () => '{');
    expect(fixture.run(['restart'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('.projen/tasks.json cannot be read') });
    edit(fixture.directory, '.projen/tasks.json', () => 'null');
    expect(fixture.run(['restart'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('The default task has no step') });
  });
});

describe('a fresh clone without .env', () => {
  testUnix('gets an error and is not started, as Airflow would lack credentials and backend; --force starts it, --sync writes .env first', () => {
    const fixture = new AstroFixture();
    const dotenv = read(fixture.directory, '.env');
    fs.rmSync(path.join(fixture.directory, '.env'));
    const { status, stdout, stderr } = fixture.run(['start']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^skipped     \.env: .*\n\d+ files in sync\.\nprojen-astro-airflow: astro dev start was not run: \.env is absent, as after each clone\. Run "npx projen", which writes it\. --sync updates the files first, --force goes on without\.\n$/);
    expect(fixture.run(['start', '--force'])).toMatchObject({ status: 0, stdout: 'from astro\n' });
    expect(fixture.run(['start', '--sync'])).toMatchObject({ status: 0, stdout: 'from astro\n' });
    expect(read(fixture.directory, '.env')).toBe(dotenv);
  });
});

describe('how astro ends', () => {
  testUnix('its exit code is ours', () => {
    const fixture = new AstroFixture();
    expect(fixture.run(['start'], { ASTRO_END: 'exit:3' }).status).toBe(3);
    expect(fixture.run(['pytest'], { ASTRO_END: 'exit:255' }).status).toBe(255);
  });

  testUnix('by a signal: 128 and its number', () => {
    const fixture = new AstroFixture();
    expect(fixture.run(['start'], { ASTRO_END: 'signal:SIGKILL' }).status).toBe(137);
    expect(fixture.run(['stop'], { ASTRO_END: 'signal:SIGINT' }).status).toBe(130);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    testSignals(`a ${signal} to the command goes to astro, whose end is waited for`, async () => {
      const fixture = new AstroFixture();
      const child = spawn(process.execPath, [BIN, 'start'], { cwd: fixture.directory, env: fixture.env({ ASTRO_END: 'wait' }), stdio: ['ignore', 'pipe', 'pipe'] });
      let out = '';
      child.stdout.on('data', (text) => {
        out += String(text);
        if (out === 'ready\n') {
          child.kill(signal);
        }
      });
      expect(await new Promise((resolve) => child.on('close', resolve))).toBe(42);
      expect(out).toBe(`ready\n${signal}\n`);
    });
  }

  testSignals('a signal during the check ends it, without a report and without astro', async () => {
    const fixture = new AstroFixture();
    const ready = path.join(tempDir(), 'ready');
    edit(fixture.directory, '.projenrc.js', (text) => `${text}require('child_process').execSync('echo > ${ready}');setTimeout(() => undefined, 1e9);\n`);
    const child = spawn(process.execPath, [BIN, 'start'], { cwd: fixture.directory, env: fixture.env(), stdio: ['ignore', 'pipe', 'pipe'] });
    const poll = setInterval(() => {
      if (fs.existsSync(ready)) {
        // Once: a second signal would find the command on its way out, with no listener any more.
        clearInterval(poll);
        child.kill('SIGTERM');
      }
    }, 20);
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(143);
    expect(fixture.calls()).toEqual([]);
  });
});

testUnix('in CI the report is the text, and nothing waits for an answer', () => {
  const fixture = new AstroFixture();
  edit(fixture.directory, '.env', () => '');
  const summary = path.join(tempDir(), 'summary');
  const { status, stderr } = fixture.run(['start'], { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary });
  expect([status, stderr, fs.existsSync(summary)]).toEqual([1, expect.not.stringContaining('::'), false]);
});
