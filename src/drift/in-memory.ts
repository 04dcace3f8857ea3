// The module itself: a namespace import would be a copy, whose functions nobody else calls.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import fs = require('node:fs');
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { collect, type Comparison } from './collect';
import { culpritOf, type DefaultTask } from './default-task';
import { diskOf } from './disk';
import { factsOf } from './facts';
import type { NodeProgram } from './node-program';
import { failureOf, messageOf, notCompared, whyNot, type Outcome } from './outcome';
import { print } from './printing';
import { atEnd, uncaught } from './process-end';
import { watchProjects } from './projects';
import { repositoryOf } from './repository';
import { runInMemory } from '../dry-run/in-memory';
import { printToStderr, type Printed } from '../dry-run/output';
import { projenCommand } from '../text/projen-command';
import { UNDER_CHECK } from '../text/under-check';

type Fs = typeof import('node:fs');

/** What an attempt calls back. */
export interface Attempt {
  /** The attempt is given up after it has printed something. Must not return. */
  readonly startOver: (why: string, printed: Printed) => never;
  /**
   * The attempt counts, and this process ends.
   *
   * @param unprinted what of an error of the rc file is still to be printed
   * @returns the exit code
   */
  readonly done: (outcome: Outcome, unprinted: string, real: Fs) => number;
}

/**
 * Runs the default task as the program of this very process, with nothing below the project written. A further process
 * would cost a tenth of the whole time.
 */
export function runDefaultTask({ rcFile, program }: DefaultTask & { readonly program: NonNullable<DefaultTask['program']> }, comparison: Comparison, { startOver, done }: Attempt): void {
  const repository = repositoryOf(comparison.directory);
  process.chdir(comparison.directory);
  // A shell that runs the task would say where that is.
  Object.assign(process.env, { PWD: comparison.directory }, program.env, UNDER_CHECK, { PROJEN_DISABLE_POST: 'true' });
  const leave = (why: string): never => startOver(why, printed());
  const { memory, real, finish } = runInMemory(fs, leave);

  const printed = printToStderr(fs, (descriptor, data) => print(real, descriptor, data));
  memory.cover(repository);
  const projects = watchProjects({ beforeFiles: (outdir) => memory.cover(outdir) });

  const command = [path.relative(comparison.directory, program.script), ...program.args].join(' ');
  const culprit = culpritOf(command);
  let error: string | undefined;
  let unprinted = '';
  process.on('uncaughtExceptionMonitor', (thrown) => {
    error = messageOf(thrown);
    unprinted = process.listenerCount('uncaughtException') === 0 && !process.hasUncaughtExceptionCaptureCallback() ? uncaught(thrown) : '';
  });
  atEnd((code, quit) => {
    finish();
    const isSynthesized = projects.roots.size > 0;
    if (code !== 0 && (!memory.isEmpty || program.isFromShell === true)) {
      // Something that is not as it would be on the disk can be the reason.
      leave('the run failed after it had written');
    }
    // Of an error that nobody caught Node would print its own part after the report.
    return quit(done(failureOf({ code, error: code === 0 ? undefined : error, culprit, isSynthesized }, rcFile) ?? compared(), unprinted, real));
  });

  function compared(): Outcome {
    try {
      const roots = [...projects.roots];
      const facts = factsOf(roots.flatMap((root) => root.node.findAll()), (absolute) => memory.keyOf(absolute) ?? absolute);
      const found = collect({ changes: memory.changes(), written: memory.written, facts }, diskOf(real), comparison);
      return { report: { ...found, rcFile, command: projenCommand(roots[0].projenCommand, rcFile) } };
    } catch (thrown) {
      return notCompared(whyNot(thrown));
    }
  }

  // Later, so that the stack of an error of the rc file has none of our lines.
  setImmediate(() => run(program));
}

/** Runs a program as Node would if it had been started with it. */
function run({ script, args, tsx }: NodeProgram): void {
  process.argv = [process.execPath, script, ...args];
  const runMain = (): void => (Module as unknown as { runMain(): void }).runMain();
  if (tsx === undefined) {
    runMain();
    return;
  }
  if (tsx.tsconfig !== undefined) {
    process.env.TSX_TSCONFIG_PATH = tsx.tsconfig;
  }
  const find = Module.createRequire(path.join(tsx.directory, 'package.json'));
  find('tsx/preflight');
  // `--import` makes Node load the program itself with `import()`. Of CommonJS that shows in `require.main` alone, which tsx sets.
  void import(pathToFileURL(find.resolve('tsx')).href).then(() => (isModule(script) ? import(pathToFileURL(script).href) : setImmediate(runMain)));
}

/** Whether Node takes a TypeScript file for an ES module. */
function isModule(script: string): boolean {
  const ending = /\.([cm]?)ts$/.exec(script)?.[1];
  return ending === 'm' || (ending === '' && isInModulePackage(path.dirname(script)));
}

function isInModulePackage(directory: string): boolean {
  const file = path.join(directory, 'package.json');
  if (fs.existsSync(file)) {
    return (JSON.parse(fs.readFileSync(file, 'utf-8')) as { type?: string }).type === 'module';
  }
  return path.dirname(directory) !== directory && isInModulePackage(path.dirname(directory));
}
