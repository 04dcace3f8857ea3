import * as path from 'node:path';
import type { Proof } from './proof';
import { commandsIn } from './terminal';
import { readPage } from '../pages';
import { read } from '../util';

const ROOT = path.resolve(__dirname, '../../..');

/**
 * A block that needs what is not here (packages of a registry, a real Airflow, wheels) runs in another test; it has to be there.
 *
 * @param file the test or the contract's checks, from the root
 * @param name the name of the test or check, as it is in that file
 */
export function runsIn(file: string, name: string): Proof {
  return () => {
    expect(read(ROOT, file).replaceAll("\\'", "'")).toContain(name);
  };
}

/** Commands of a block that other blocks have, which run; lines of one block may be joined by `&&` here. */
export function commandsOf(page: string, ...headings: readonly string[]): Proof {
  return ({ code, language }) => {
    const known = readPage(page).blocks.filter((block) => headings.includes(block.heading) && block.language === language).flatMap((block) => commandsIn(block.code));
    const commands = commandsIn(code).flatMap((line) => line.split(' && '));
    expect(commands.filter((command) => !known.includes(command))).toEqual([]);
  };
}

/** Commands of a person who works on this package: scripts of `package.json` and tasks of projen, and folders that are here. */
export function ownScripts(): Proof {
  return ({ code }) => {
    const { scripts } = JSON.parse(read(ROOT, 'package.json')) as { scripts: Record<string, string> };
    const { tasks } = JSON.parse(read(ROOT, '.projen/tasks.json')) as { tasks: Record<string, unknown> };
    const unknown = commandsIn(code).flatMap((line) => line.split(' && ')).filter((command) => {
      const [program, first, second] = command.split(' ');
      const script = first === 'run' ? second : first === 'test' ? first : undefined;
      return program === 'npx' ? !(first === 'projen' && second in tasks) : program !== 'npm' || (command !== 'npm ci' && (script === undefined || !(script in scripts)));
    });
    expect(unknown).toEqual([]);
  };
}

/** All of these have to hold. */
export function all(...proofs: readonly Proof[]): Proof {
  return (block) => proofs.forEach((proof) => proof(block));
}

/** A proof that blocks on several pages share runs once for those with the same code. */
export function onceForEachCode(proof: Proof): Proof {
  const proven = new Set<string>();
  return (block) => {
    if (!proven.has(block.code)) {
      proof(block);
      proven.add(block.code);
    }
  };
}
