import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { AstroFixture } from '../../support/cli/astro-projects';
import { BIN, environment, projectOf, SMALL_RC } from '../../support/drift/command';
import { testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');
const LIB = path.resolve(__dirname, '../../../lib');

/** What is in the place of a file where a process starts a program of Node. */
const PROGRAM = '(program)';

/** Prints each file that a process loads, and each program of Node that it starts, to its file descriptor 3. */
const SPY = `const { writeSync } = require('fs');
const children = require('child_process');
const start = children.execFile;
children.execFile = (...args) => { writeSync(3, '${PROGRAM}\\n'); return start(...args); };
const load = require('module')._extensions['.js'];
require('module')._extensions['.js'] = (module, file) => { writeSync(3, file + '\\n'); load(module, file); };`;

/** The files below `lib` that the command loads, without `.js`. */
function loadedBy(cwd: string, env: NodeJS.ProcessEnv, ...args: string[]): string[] {
  const spy = `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'module'; const require = createRequire('/'); ${SPY}`)}`;
  const { status, output } = spawnSync(process.execPath, ['--import', spy, BIN, ...args], { cwd, encoding: 'utf-8', env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  // The doctor can find something.
  expect([0, 1]).toContain(status);
  const files = String(output[3]).split('\n').map((file) => (file === PROGRAM ? file : path.relative(LIB, file))).filter((file) => file !== '' && !file.startsWith('..'));
  return files.map((file) => file.split(path.sep).join('/').replace(/\.js$/, ''));
}

test.each(['text', 'json', 'github'])('a check loads its own command and the format %s, and no other', (format) => {
  const loaded = loadedBy(projectOf(), environment(), 'drift', '--format', format);
  expect(loaded.filter((file) => file.startsWith('cli/')).sort()).toEqual(['cli/commands', 'cli/compile-cache', 'cli/drift', 'cli/drift-output', 'cli/main', 'cli/unwritable-output']);
  expect(loaded.filter((file) => file.startsWith('drift/formats/')).sort()).toEqual([`drift/formats/${format}`, 'drift/formats/words'].sort());
});

test('clean and --version load nothing of the drift check', () => {
  for (const args of [['clean'], ['--version']]) {
    expect(loadedBy(tempDir(), environment({ HOME: tempDir() }), ...args).filter((file) => file.startsWith('drift/'))).toEqual([]);
  }
});

test('the doctor starts the drift check, which takes longest, before it loads what it knows of clouds and its checks', () => {
  const project = projectOf();
  write(project, { '.astro/config.yaml': '' });
  const loaded = loadedBy(project, environment({ HOME: tempDir() }), 'doctor');
  const [before, after] = [loaded.slice(0, loaded.indexOf(PROGRAM)), loaded.slice(loaded.indexOf(PROGRAM))];
  const large = (files: readonly string[]): string[] => files.filter((file) => /^(?:clouds|doctor\/checks|doctor\/formats)\//.test(file));
  expect(large(before)).toEqual([]);
  expect(large(after).length).toBeGreaterThan(50);
});

testUnix('a start without a declared session loads of keys only what looks for one', () => {
  const fixture = new AstroFixture(SMALL_RC);
  write(fixture.directory, { '.astro/config.yaml': '' });
  // In their home nothing of other projects has to be looked through.
  const loaded = loadedBy(fixture.directory, fixture.env({ HOME: tempDir() }), 'start');
  expect(loaded.filter((file) => /^(?:host|clouds)\//.test(file)).sort()).toEqual(['host/astro-folder', 'host/binds', 'host/declared-sessions', 'host/end-of-keys', 'host/find-program', 'host/home', 'host/host-session', 'host/override', 'host/personal-mounts', 'host/places', 'host/time-of-day']);
  expect(loaded.filter((file) => file.includes('yaml'))).toEqual([]);
});
