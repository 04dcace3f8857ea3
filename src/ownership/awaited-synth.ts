import path from 'node:path';
import type { Project } from 'projen/lib/project';
import { listed } from '../text/lists';
import { posixRelative } from '../text/posix-path';
import { isUnderCheck } from '../text/under-check';

/** The roots of the trees with our components that nobody has synthesized yet. */
const awaited = new Set<Project>();
let isListening = false;

/** Says at the end of the process that nothing was written, unless the root project is synthesized. */
export function awaitSynth(root: Project): void {
  awaited.add(root);
  if (!isListening) {
    isListening = true;
    process.on('exit', (code) => {
      const forgotten = [...awaited].filter(runsAsProgram).map(({ name }) => name);
      // An error has said more, and the drift check says it in its own words.
      if (code === 0 && forgotten.length > 0 && !isUnderCheck()) {
        process.stderr.write(`projen-astro-airflow: ${path.basename(process.argv[1])} never calls synth() of ${forgotten.length === 1 ? 'the project' : 'the projects'} ${listed(forgotten)}, so none of ${forgotten.length === 1 ? 'its' : 'their'} files was written. Call project.synth() at its end; a subproject is written with the project that it has as parent.\n`);
      }
    });
  }
}

/** A synth of the tree begins. */
export function synthBegins(root: Project): void {
  awaited.delete(root);
}

/** Whether the rc file is the program that runs: a test only constructs. */
function runsAsProgram({ outdir, defaultTask }: Project): boolean {
  const program = process.argv[1] ?? '';
  const words = defaultTask?.steps.flatMap(({ exec = '', execArgs = [] }) => [...exec.split(' '), ...execArgs.map(String)]) ?? [];
  return /^\.projenrc\.[cm]?[jt]s$/.test(path.basename(program)) || words.includes(posixRelative(outdir, path.resolve(program)));
}
