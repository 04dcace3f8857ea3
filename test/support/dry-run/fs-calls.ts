import * as fs from 'node:fs';
import * as path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { Left } from './patched-module';

/** A call of a function of `fs`, with names that meet and miss what is there, and what is to be seen of its result. */
export type Call<R = unknown> = (module: typeof fs, at: (name: string) => string) => R;

type Now = [what: string, run: Call];
type Later = [what: string, run: Call<Promise<unknown>>];

const NAMES = ['a.txt', 'b.txt', 'dir', 'dir/c.txt', 'dir/new.txt', 'dir/deep', 'dir/deep/d.txt', 'fresh', 'fresh/e.txt', 'link.txt', 'a.txt/below'];
const name = fc.constantFrom(...NAMES);
const text = fc.constantFrom('', 'one\n', 'two\r\n', 'längs\n', 'a longer text than the others\n');
const mode = fc.constantFrom(0o444, 0o600, 0o644, 0o755);
const flag = fc.constantFrom('r', 'r+', 'w', 'w+', 'wx', 'a', 'a+', 'ax', fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_EXCL);
const at = fc.constantFrom(null, 0, 2, 9);
const isFile = (file: string): boolean => file.endsWith('.txt');

/** Reads and writes in turn through one descriptor. */
const onDescriptor = fc.array(
  fc.oneof(
    fc.tuple(text, at).map(([data, position]) => (module: typeof fs, fd: number) => module.writeSync(fd, data, position)),
    fc.tuple(text, at).map(([data, position]) => (module: typeof fs, fd: number) => module.writeSync(fd, Buffer.from(`--${data}--`), 2, Buffer.byteLength(data), position)),
    fc.tuple(text, text, at).map(([one, two, position]) => (module: typeof fs, fd: number) => module.writevSync(fd, [Buffer.from(one), Buffer.from(two)], position ?? undefined)),
    fc.tuple(fc.nat(9), at).map(([length, position]) => (module: typeof fs, fd: number) => {
      const buffer = Buffer.alloc(12, '.');
      return [module.readSync(fd, buffer, { offset: 1, length, position }), buffer.toString()];
    }),
    at.map((position) => (module: typeof fs, fd: number) => {
      const buffers = [Buffer.alloc(3), Buffer.alloc(5)];
      return [module.readvSync(fd, buffers, position ?? undefined), ...buffers.map(String)];
    }),
    text.map((data) => (module: typeof fs, fd: number) => module.writeFileSync(fd, data)),
    text.map((data) => (module: typeof fs, fd: number) => module.appendFileSync(fd, data)),
    fc.constant((module: typeof fs, fd: number) => module.readFileSync(fd, 'utf-8')),
    fc.nat(9).map((length) => (module: typeof fs, fd: number) => module.ftruncateSync(fd, length)),
    mode.map((bits) => (module: typeof fs, fd: number) => module.fchmodSync(fd, bits)),
    fc.constant((module: typeof fs, fd: number) => module.fstatSync(fd).isFile() && module.fstatSync(fd).size),
    fc.constant((module: typeof fs, fd: number) => [module.fsyncSync(fd), module.fdatasyncSync(fd), module.futimesSync(fd, 1, 1)]),
  ),
  { maxLength: 5 },
);

export const synchronous: fc.Arbitrary<Now> = fc.oneof(
  fc.tuple(name, text, fc.constantFrom('w', 'wx', 'a', 'ax', 'r+'), mode).map(([file, data, how, bits]): Now => [
    `writeFile ${how} ${file}`,
    (module, of) => module.writeFileSync(of(file), data, { flag: how, mode: bits }),
  ]),
  fc.tuple(name, text).map(([file, data]): Now => [`writeFile of bytes ${file}`, (module, of) => module.writeFileSync(of(file), new Uint8Array(Buffer.from(data)))]),
  fc.tuple(name, text).map(([file, data]): Now => [`appendFile ${file}`, (module, of) => module.appendFileSync(of(file), data)]),
  fc.tuple(name, mode).map(([file, bits]): Now => [`chmod ${file} ${bits.toString(8)}`, (module, of) => module.chmodSync(of(file), isFile(file) ? bits : 0o755)]),
  fc.tuple(name, fc.boolean(), fc.boolean()).map(([file, force, recursive]): Now => [`rm ${force} ${recursive} ${file}`, (module, of) => leniently(() => module.rmSync(of(file), { force, recursive }))]),
  name.map((file): Now => [`unlink ${file}`, (module, of) => module.unlinkSync(of(file))]),
  name.map((file): Now => [`rmdir ${file}`, (module, of) => module.rmdirSync(of(file))]),
  fc.tuple(name, fc.boolean()).map(([file, recursive]): Now => [`mkdir ${recursive} ${file}`, (module, of) => relative(module.mkdirSync(of(file), { recursive }), of)]),
  fc.tuple(name, name).map(([from, to]): Now => [`rename ${from} ${to}`, (module, of) => !isBelow(from, to) && module.renameSync(of(from), of(to))]),
  fc.tuple(name, name, fc.constantFrom(0, fs.constants.COPYFILE_EXCL)).map(([from, to, how]): Now => [
    `copyFile ${how} ${from} ${to}`,
    // On a directory, the system may delete what it was to copy to.
    (module, of) => from !== to && !module.lstatSync(of(from)).isDirectory() && module.copyFileSync(of(from), of(to), how),
  ]),
  fc.tuple(name, name, fc.boolean(), fc.boolean(), fc.boolean()).map(([from, to, recursive, force, errorOnExist]): Now => [
    `cp ${recursive} ${force} ${errorOnExist} ${from} ${to}`,
    // Versions of Node differ in when they refuse a directory without it.
    (module, of) => {
      if (from !== to && !(isFile(from) && isBelow(from, to)) && !isLink(module, of(from)) && !isLink(module, of(to))) {
        const filter = (file: string): boolean => isFile(from) || !file.endsWith('c.txt');
        module.cpSync(of(from), of(to), { recursive: recursive || module.lstatSync(of(from)).isDirectory(), force, errorOnExist, filter });
      }
    },
  ]),
  fc.tuple(name, name).map(([from, to]): Now => [`link ${from} ${to}`, (module, of) => isFile(from) && unlinked(module, of(from), of(to))]),
  fc.tuple(fc.constantFrom('a.txt', 'dir', 'dir/c.txt', 'nowhere.txt'), fc.constantFrom('link.txt', 'a.txt', 'b.txt', 'fresh', 'dir/deep')).map(([to, file]): Now => [
    `symlink ${to} ${file}`,
    (module, of) => to !== file && module.symlinkSync(to, of(file)),
  ]),
  fc.tuple(name, flag, mode, onDescriptor).map(([file, how, bits, steps]): Now => [
    `open ${how} ${file}`,
    (module, of) => {
      const descriptor = module.openSync(of(file), how, bits);
      try {
        return steps.map((step) => outcomeOf(() => step(module, descriptor)));
      } finally {
        module.closeSync(descriptor);
      }
    },
  ]),
  name.map((file): Now => [`exists ${file}`, (module, of) => module.existsSync(of(file))]),
  fc.tuple(name, fc.constantFrom('utf-8', 'latin1', undefined)).map(([file, encoding]): Now => [`readFile ${encoding} ${file}`, (module, of) => module.readFileSync(of(file), encoding as 'utf-8')]),
  fc.tuple(fc.oneof(name, fc.constant('.')), fc.boolean()).map(([file, recursive]): Now => [`readdir ${file}`, (module, of) => module.readdirSync(of(file), { recursive, encoding: 'utf-8' }).sort()]),
  fc.tuple(name, fc.boolean()).map(([file, recursive]): Now => [`readdir with types ${file}`, (module, of) => entries(module, of, file, recursive)]),
  name.map((file): Now => [`opendir ${file}`, (module, of) => {
    const directory = module.opendirSync(of(file));
    const names: string[] = [];
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      names.push(entry.name);
    }
    directory.closeSync();
    return names.sort();
  }]),
  fc.tuple(name, fc.constantFrom<'stat' | 'lstat'>('stat', 'lstat'), fc.boolean()).map(([file, which, bigint]): Now => [
    `${which} ${file}`,
    (module, of) => {
      const stats = leniently(() => module[`${which}Sync`](of(file), { throwIfNoEntry: false, bigint }));
      const ofFile = stats?.isFile() === true && [Number(stats.size), Number(stats.mode) & 0o777];
      return stats && [stats.isDirectory(), stats.isSymbolicLink(), ofFile, typeof stats.mtimeMs, stats.mtime instanceof Date];
    },
  ]),
  fc.tuple(name, fc.constantFrom(fs.constants.F_OK, fs.constants.X_OK)).map(([file, how]): Now => [`access ${how} ${file}`, (module, of) => module.accessSync(of(file), how)]),
  fc.tuple(name, fc.boolean()).map(([file, native]): Now => [
    `realpath ${file}`,
    (module, of) => path.relative(fs.realpathSync(of('.')), (native ? module.realpathSync.native : module.realpathSync)(of(file))),
  ]),
  name.map((file): Now => [`readlink ${file}`, (module, of) => module.readlinkSync(of(file)).replace(/^.*airflow-\w+\/(linked\/)?/, '')]),
  fc.tuple(name, fc.nat(9)).map(([file, length]): Now => [`truncate ${file}`, (module, of) => module.truncateSync(of(file), length)]),
  fc.tuple(name, fc.constantFrom<'utimes' | 'lutimes'>('utimes', 'lutimes')).map(([file, which]): Now => [`${which} ${file}`, (module, of) => module[`${which}Sync`](of(file), 1, 1)]),
  name.map((file): Now => [`mkdtemp ${file}`, (module, of) => {
    const made = module.mkdtempSync(of(`${file}-`));
    const seen = [path.basename(made).length, module.readdirSync(made)];
    module.rmdirSync(made);
    return seen;
  }]),
);

export const asynchronous: fc.Arbitrary<Later> = fc.oneof(
  // The form with a callback, and that with a promise, of the same call.
  fc.tuple(name, text).map(([file, data]): Later => [`writeFile with a callback ${file}`, (module, of) => promisify(module.writeFile)(of(file), data)]),
  name.map((file): Later => [`readFile with a callback ${file}`, (module, of) => promisify(module.readFile)(of(file), 'utf-8')]),
  name.map((file): Later => [`exists with a callback ${file}`, (module, of) => new Promise((resolve) => module.exists(of(file), resolve))]),
  name.map((file): Later => [`read, promisified ${file}`, async (module, of) => {
    const descriptor = module.openSync(of(file), 'r');
    try {
      const { bytesRead, buffer } = await promisify(module.read)(descriptor, Buffer.alloc(4), 0, 4, 0);
      return [bytesRead, buffer.toString()];
    } finally {
      module.closeSync(descriptor);
    }
  }]),
  name.map((file): Later => [`mkdir with a callback ${file}`, async (module, of) => relative(await promisify(module.mkdir)(of(file), { recursive: true }), of)]),
  fc.tuple(name, text).map(([file, data]): Later => [`writeFile with a promise ${file}`, (module, of) => module.promises.writeFile(of(file), data)]),
  fc.tuple(name, text).map(([file, data]): Later => [`writeFile of pieces ${file}`, (module, of) => module.promises.writeFile(of(file), [data, data].values())]),
  fc.tuple(name, name).map(([from, to]): Later => [`rename with a promise ${from} ${to}`, async (module, of) => isFile(from) && module.promises.rename(of(from), of(to))]),
  name.map((file): Later => [`rm with a promise ${file}`, (module, of) => module.promises.rm(of(file), { recursive: true, force: true }).catch(goOnIfLeft)]),
  name.map((file): Later => [`opendir with a promise ${file}`, async (module, of) => {
    const names: string[] = [];
    for await (const entry of await module.promises.opendir(of(file))) {
      names.push(entry.name);
    }
    return names.sort();
  }]),
  fc.tuple(name, text, fc.constantFrom('w', 'a', 'r+')).map(([file, data, how]): Later => [
    `a write stream ${how} ${file}`,
    (module, of) => pipeline([data, data], module.createWriteStream(of(file), { flags: how })),
  ]),
  name.map((file): Later => [`a read stream ${file}`, async (module, of) => {
    const pieces: string[] = [];
    for await (const piece of module.createReadStream(of(file), { encoding: 'utf-8', start: 1, highWaterMark: 4 })) {
      pieces.push(piece as string);
    }
    return pieces.join('');
  }]),
  fc.tuple(name, flag, text).map(([file, how, data]): Later => [
    `a file handle ${how} ${file}`,
    async (module, of) => {
      const handle = await module.promises.open(of(file), how);
      try {
        return [
          await outcomeLater(async () => (await handle.write(data)).bytesWritten),
          await outcomeLater(async () => (await handle.writev([Buffer.from(data)])).bytesWritten),
          await outcomeLater(async () => {
            const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
            return [bytesRead, buffer.toString()];
          }),
          await outcomeLater(() => handle.appendFile(data)),
          await outcomeLater(() => handle.truncate(5)),
          await outcomeLater(() => handle.readFile('utf-8')),
          await outcomeLater(async () => (await handle.stat()).isFile() && (await handle.stat()).size),
        ];
      } finally {
        await handle.close();
      }
    },
  ]),
);

/** What a call gives back, or what kind of error it throws. */
export function outcomeOf(run: () => unknown): unknown {
  try {
    return { gives: run() };
  } catch (error) {
    goOnIfLeft(error);
    return { throws: kindOf(error) };
  }
}

/** The end of an attempt is nothing that a call gives. */
function goOnIfLeft(error: unknown): void {
  if (error instanceof Left) {
    throw error;
  }
}

/** Where several things are wrong, systems differ in which one they name. */
function kindOf(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    return error;
  }
  return /^(ENOENT|ENOTDIR)$/.test(code) ? 'not there' : /^(EEXIST|ENOTEMPTY|EISDIR|ERR_FS_EISDIR|ERR_FS_CP_\w+)$/.test(code) ? 'in the way' : code;
}

export async function outcomeLater(run: () => unknown): Promise<unknown> {
  try {
    return { gives: await Promise.resolve(run()) };
  } catch (error) {
    goOnIfLeft(error);
    return { throws: kindOf(error) };
  }
}

function relative(made: string | undefined, of: (name: string) => string): string | undefined {
  return made && path.relative(of('.'), made);
}

/** What is wrong with a path through a file is an error in some versions of Node only where nothing at the path is none. */
function leniently<R>(run: () => R): R | undefined {
  try {
    return run();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') {
      return undefined;
    }
    throw error;
  }
}

/** What copying does with a link itself is another thing in each version of Node. */
function isLink(module: typeof fs, file: string): boolean {
  try {
    return module.lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

function isBelow(directory: string, file: string): boolean {
  return file.startsWith(`${directory}/`);
}

/** A second name of a file is not one file with the first here, so the first goes. */
function unlinked(module: typeof fs, from: string, to: string): void {
  module.linkSync(from, to);
  module.unlinkSync(from);
}

function entries(module: typeof fs, of: (name: string) => string, file: string, recursive: boolean): unknown[] {
  return module
    .readdirSync(of(file), { recursive, withFileTypes: true })
    .map((entry) => [path.relative(of('.'), path.join(entry.parentPath, entry.name)), entry.isFile(), entry.isDirectory(), entry.isSymbolicLink()])
    .sort();
}
