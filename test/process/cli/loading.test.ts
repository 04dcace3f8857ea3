import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { BIN, environment, projectOf } from '../../support/drift/command';
import { tempDir } from '../../support/util';

const LIB = path.resolve(__dirname, '../../../lib');

/** Prints each file of this package that a process loads, to its file descriptor 3. */
const SPY = `const { writeSync } = require('fs');
const load = require('module')._extensions['.js'];
require('module')._extensions['.js'] = (module, file) => { writeSync(3, file + '\\n'); load(module, file); };`;

/** The files below `lib` that the command loads, without `.js`. */
function loadedBy(cwd: string, ...args: string[]): string[] {
  const spy = `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'module'; const require = createRequire('/'); ${SPY}`)}`;
  const { status, output } = spawnSync(process.execPath, ['--import', spy, BIN, ...args], { cwd, encoding: 'utf-8', env: environment(), stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  expect(status).toBe(0);
  const files = String(output[3]).split('\n').map((file) => path.relative(LIB, file)).filter((file) => file !== '' && !file.startsWith('..'));
  return files.map((file) => file.split(path.sep).join('/').replace(/\.js$/, ''));
}

test.each(['text', 'json', 'github'])('a check loads its own command and the format %s, and no other', (format) => {
  const loaded = loadedBy(projectOf(), 'drift', '--format', format);
  expect(loaded.filter((file) => file.startsWith('cli/')).sort()).toEqual(['cli/commands', 'cli/compile-cache', 'cli/drift', 'cli/drift-output', 'cli/main']);
  expect(loaded.filter((file) => file.startsWith('drift/formats/')).sort()).toEqual([`drift/formats/${format}`, 'drift/formats/words'].sort());
});

test('clean and --version load nothing of the drift check', () => {
  for (const args of [['clean'], ['--version']]) {
    expect(loadedBy(tempDir(), ...args).filter((file) => file.startsWith('drift/'))).toEqual([]);
  }
});
