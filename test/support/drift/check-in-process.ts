/*
 * The drift check in memory, without a process of its own. It must be the first thing that a test file loads: projen's own
 * libraries hold on to functions of `fs` from the moment they are loaded.
 */
// The module itself: a namespace import would be a copy, whose functions nobody else calls.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import fs = require('node:fs');
import * as os from 'node:os';
import * as path from 'node:path';
import type { Project } from 'projen/lib/project';
import { collect } from '../../../src/drift/collect';
import { diskOf } from '../../../src/drift/disk';
import { factsOf } from '../../../src/drift/facts';
import type { FileReport } from '../../../src/drift/report';
import { Memory } from '../../../src/dry-run/memory';
import { patchFs } from '../../../src/dry-run/patched-fs';
import { keepReal } from '../../../src/dry-run/real-fs';
import { UNDER_CHECK } from '../../../src/text/under-check';
import { Left } from '../dry-run/patched-module';

/** Newer Nodes have some behind a getter without a setter: nobody replaces those. */
const functionsOf = (module: object): object =>
  Object.fromEntries(Object.entries(Object.getOwnPropertyDescriptors(module)).flatMap(([name, { value, writable }]) => (writable === true && typeof value === 'function' ? [[name, value as unknown]] : [])));
const [unpatched, unpatchedPromises] = [functionsOf(fs), functionsOf(fs.promises)];
const real = keepReal(fs);

/** Between two checks nothing is covered. */
const IDLE = { keyOf: () => undefined, isEmpty: true } as unknown as Memory;
let memory = IDLE;
const switched = new Proxy(IDLE, {
  get: (_, name) => {
    const member = (memory as unknown as Record<PropertyKey, unknown>)[name];
    return typeof member === 'function' ? (member.bind(memory) as unknown) : name === 'disk' ? real.fs : member;
  },
});
/** projen catches errors of its clean-up. */
let left: Left | undefined;
patchFs(fs, switched, real, (why) => {
  left ??= new Left(why);
  throw left;
});

afterAll(() => {
  Object.assign(fs, unpatched);
  Object.assign(fs.promises, unpatchedPromises);
});

/**
 * Reports what a synth would do, and does not do it.
 *
 * @param directory the directory of the root project; subprojects may lie beside it
 * @param build builds the root project
 * @throws what building or synthesizing it throws; `Left` where only a run in a copy can tell
 */
export function check(directory: string, build: () => Project): { files: readonly FileReport[]; project: Project } {
  const own = new Memory(real.fs);
  memory = own;
  left = undefined;
  Object.assign(process.env, UNDER_CHECK);
  // Where subprojects lie beside the project; the folder for temporary files can have this very checkout in it.
  const beside = path.dirname(directory);
  own.cover(fs.realpathSync(beside) === fs.realpathSync(os.tmpdir()) ? directory : beside);
  try {
    const project = build();
    project.synth();
    if (left !== undefined) {
      throw left as Left;
    }
    const facts = factsOf(project.node.findAll(), (absolute) => own.keyOf(absolute) ?? absolute);
    return { files: collect({ changes: own.changes(), written: own.written, facts }, diskOf(real.fs), { directory, diff: true }).files, project };
  } catch (error) {
    throw left ?? error;
  } finally {
    memory = IDLE;
    Object.keys(UNDER_CHECK).forEach((name) => delete process.env[name]);
  }
}
