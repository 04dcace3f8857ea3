import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { drift, edit, environment, projectOf, SMALL_RC } from './command';
import { changesBetween, stateOf } from './file-tree';
import { tempDir, write } from '../util';

/** What an rc file does after its synth, in a project with some files of its own. */
export const AFTER: Record<string, string> = {
  'renames a tree': "fs.renameSync('own', 'moved');",
  'removes a tree': "fs.rmSync('own', { recursive: true });",
  'copies a tree': "fs.cpSync('own', 'copied', { recursive: true });",
  'copies a tree with a filter that is waited for': "fs.promises.cp('own', 'copied', { recursive: true, filter: async (file) => !file.endsWith('b.txt') });",
  'lists what it has written': "fs.writeFileSync('own/new.txt', ''); fs.writeFileSync('list.txt', fs.readdirSync('own').join());",
  'lists what it has written by a promise': "fs.writeFileSync('own/new.txt', ''); fs.promises.readdir('own').then((names) => fs.writeFileSync('list.txt', names.join()));",
  'makes links': "fs.symlinkSync('own', 'in'); fs.symlinkSync('/nowhere', 'out'); fs.symlinkSync(path.resolve('own/a.txt'), 'absolute');",
  'writes through a link': "fs.writeFileSync('linked/new.txt', 'x'); fs.writeFileSync('link.txt', 'x');",
  'makes a hard link and writes to one of its names': "fs.linkSync('own/a.txt', 'hard.txt'); fs.writeFileSync('hard.txt', 'x');",
  'writes to a file with a second name': "fs.writeFileSync('first.txt', 'x');",
  'writes by a FileHandle': "fs.promises.open('handle.txt', 'w').then(async (file) => { await file.write('x'); await file.chmod(0o755); await file.close(); });",
  'reads the lines of a FileHandle': "fs.promises.open('own/a.txt').then(async (file) => { for await (const line of file.readLines()) fs.appendFileSync('lines.txt', `${line}!`); });",
  'writes by a stream': "fs.createReadStream('own/a.txt').pipe(fs.createWriteStream('stream.txt'));",
  'writes by a descriptor at a position': "const file = fs.openSync('own/a.txt', 'r+'); fs.writeSync(file, 'X', 1); fs.closeSync(file);",
  'changes a mode by a descriptor that was opened to read': "const file = fs.openSync('own/a.txt', 'r'); fs.fchmodSync(file, 0o755); fs.futimesSync(file, 1, 1); fs.closeSync(file);",
  'asks whether it may write': "let may = 'yes'; try { fs.accessSync('readonly.txt', fs.constants.W_OK); } catch { may = 'no'; } fs.writeFileSync('may.txt', may);",
  'writes to a read-only file': "try { fs.writeFileSync('readonly.txt', 'x'); } catch ({ code }) { fs.writeFileSync('code.txt', code); }",
  'writes after chdir': "process.chdir('own'); fs.writeFileSync('a.txt', 'x'); process.chdir('..');",
  'writes by a URL and a Buffer': "fs.writeFileSync(require('node:url').pathToFileURL('url.txt'), 'x'); fs.writeFileSync(Buffer.from('buffer.txt'), 'x');",
  'requires what it has generated': "fs.writeFileSync('gen.json', '{\"v\":2}'); fs.writeFileSync('v.txt', String(require('./gen.json').v));",
  'requires what it has changed': "fs.writeFileSync('module.js', 'module.exports = 2'); fs.writeFileSync('v.txt', String(require('./module').v));",
  'requires what it has removed': "fs.rmSync('module.js'); let v = 'gone'; try { v = require('./module'); } catch {} fs.writeFileSync('v.txt', String(v));",
  'imports what it has generated': "fs.writeFileSync('gen.mjs', 'export default 2'); import('./gen.mjs').then((made) => fs.writeFileSync('v.txt', String(made.default)));",
  'imports what it has changed': "fs.writeFileSync('module.mjs', 'export default 2'); import(require('node:url').pathToFileURL('module.mjs')).then((made) => fs.writeFileSync('v.txt', String(made.default)));",
  'imports what it has removed': "fs.rmSync('module.mjs'); import('./module.mjs').catch(() => ({ default: 'gone' })).then((made) => fs.writeFileSync('v.txt', String(made.default)));",
  'lets a thread read and write': "fs.writeFileSync('in.txt', 'two'); new (require('node:worker_threads').Worker)(\"const fs = require('fs'); fs.writeFileSync('out.txt', fs.readFileSync('in.txt') + '!')\", { eval: true });",
  'lets a child without variables read and write': "fs.writeFileSync('in.txt', 'two'); cp.execFileSync(process.execPath, ['-e', \"const fs = require('fs'); fs.writeFileSync('out.txt', fs.readFileSync('in.txt') + '!')\"], { env: {} });",
  'lets eight children write at once': "for (let i = 0; i < 8; i++) cp.spawn(process.execPath, ['-e', `require('fs').writeFileSync('out${i}.txt', 'x')`]);",
  'lets a shell change files': "fs.writeFileSync('in.txt', 'one two'); cp.execSync('sed -i s/two/three/ in.txt && sed -i s/a/b/ own/a.txt && rm module.js && chmod +x module.mjs');",
  'writes bytes that are no UTF-8': "fs.writeFileSync('latin.txt', Buffer.from('caf\\xe9', 'latin1'));",
  'writes what it was told of its place': "fs.writeFileSync('place.txt', [process.cwd(), __filename, process.env.PWD, JSON.stringify(path.resolve('..'))].join('\\n'));",
};

/** What the project has besides what its rc file declares. */
function withFiles(rc: string): string {
  const directory = path.join(fs.realpathSync(tempDir()), 'project');
  fs.cpSync(projectOf(), directory, { recursive: true, verbatimSymlinks: true });
  write(directory, {
    '.projenrc.js': rc, 'own/a.txt': 'a\n', 'own/deep/b.txt': 'b', 'target/c.txt': 'c', 'module.js': 'module.exports = { v: 1 }', 'module.mjs': 'export default 1', 'readonly.txt': 'r', 'first.txt': '1',
  });
  fs.symlinkSync('target', path.join(directory, 'linked'));
  fs.symlinkSync('target/c.txt', path.join(directory, 'link.txt'));
  fs.linkSync(path.join(directory, 'first.txt'), path.join(directory, 'second.txt'));
  fs.chmodSync(path.join(directory, 'readonly.txt'), 0o444);
  edit(directory, 'managed.txt', () => 'edited');
  return directory;
}

/**
 * What the check says of a project with an edit, and what a synth then does.
 *
 * @param first what the rc file does before everything else
 * @param code what it does after its synth
 */
export function saidAndDone(first: string, code: string): { said: unknown; done: unknown } {
  const directory = withFiles(`${first}const fs = require('node:fs'), path = require('node:path'), cp = require('node:child_process');\n${SMALL_RC}${code}\n`);
  const { report } = drift(directory);
  const said = report.message !== undefined ? String(report.message).replace(/^\.projenrc\.js failed[^]*/, 'failed') : Object.fromEntries(report.files.map((file: any) => [file.path, file.status]));
  const before = stateOf(path.dirname(directory), 'project');
  const { status } = spawnSync(process.execPath, ['.projenrc.js'], { cwd: directory, env: environment({ PROJEN_DISABLE_POST: 'true', PWD: directory }), stdio: 'ignore' });
  return { said, done: status === 0 ? changesBetween(before, stateOf(path.dirname(directory), 'project')) : 'failed' };
}
