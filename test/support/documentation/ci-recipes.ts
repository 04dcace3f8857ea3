import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { readmeRc } from './commands';
import type { Proof } from './proof';
import { Terminal } from './terminal';
import { read } from '../util';

const ROOT = path.resolve(__dirname, '../../..');
const CHECK = 'npx --no projen-astro-airflow drift';

/** Scripts that a recipe has run: those of several systems are the same, in one line or in two. */
const ran = new Set<string>();

/**
 * A recipe for a CI system. Its commands run, in its order, in a clone that is in sync and in one in which a file was edited.
 *
 * @param commandsOf the commands in the recipe
 */
export function recipe(commandsOf: (code: string) => readonly string[]): Proof {
  return ({ code }) => {
    const script = commandsOf(code).join('\n').replaceAll('\n', ' && ');
    expect(script).toMatch(new RegExp(`^npm ci && ${CHECK}( --diff)?$`));
    if (ran.has(script)) {
      return;
    }
    ran.add(script);
    const terminal = Terminal.in(readmeRc());
    expect(terminal.runs(script).output).toMatch(/^\d+ files in sync\.$/m);
    drifts(terminal.directory);
    const { status, output } = terminal.run(script);
    expect([status, output]).toEqual([1, expect.stringContaining('docker-compose.override.yml')]);
    expect(output.includes('# edited')).toBe(script.includes('--diff'));
  };
}

/** The commands of a recipe in YAML, below one key wherever it is. */
export function inYaml(key: 'run' | 'script'): (code: string) => string[] {
  const found = (value: unknown): string[] =>
    typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([name, inner]) => (name === key ? [inner].flat() as string[] : found(inner)));
  return (code) => found(parse(code));
}

/** The commands of a Jenkinsfile. */
export function inGroovy(code: string): string[] {
  return [...code.matchAll(/^ *sh '(.+)'$/gm)].map(([, command]) => command);
}

/** A configuration of pre-commit: each hook is one of this repository, and its entry finds drift as the check does. */
export const preCommit: Proof = ({ code }) => {
  const { repos } = parse(code) as { repos: Array<{ repo: string; rev: string; hooks: Array<{ id: string }> }> };
  const hooks = parse(read(ROOT, '.pre-commit-hooks.yaml')) as Array<{ id: string; entry: string }>;
  const { repository } = JSON.parse(read(ROOT, 'package.json')) as { repository: { url: string } };
  expect(repos.map(({ repo, rev }) => [`${repo}.git`, /^v\d+\.\d+\.\d+$/.test(rev)])).toEqual([[repository.url, true]]);
  const entries = repos[0].hooks.map(({ id }) => hooks.find((hook) => hook.id === id)?.entry);
  expect(entries).toEqual([CHECK]);
  const terminal = Terminal.in(readmeRc());
  terminal.runs(entries[0]!);
  drifts(terminal.directory);
  expect(terminal.run(entries[0]!).status).toBe(1);
};

function drifts(directory: string): void {
  const file = path.join(directory, 'docker-compose.override.yml');
  fs.chmodSync(file, 0o644);
  fs.appendFileSync(file, '# edited\n');
}
