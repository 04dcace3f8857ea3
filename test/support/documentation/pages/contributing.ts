import * as fs from 'node:fs';
import * as path from 'node:path';
import { read } from '../../util';
import { all, ownScripts } from '../elsewhere';
import { entry, type Entry, type Proof } from '../proof';
import { commandsIn, Terminal } from '../terminal';

const ROOT = path.resolve(__dirname, '../../../..');
const SRC = path.join(ROOT, 'src');

/** A clone of this repository, made by the page's first lines: git asks the folder instead of the address. */
function clone(code: string): Terminal {
  const terminal = new Terminal();
  const { repository } = JSON.parse(read(ROOT, 'package.json')) as { repository: { url: string } };
  terminal.runs(`git config --global url.'${ROOT}'.insteadOf ${repository.url} && git config --global safe.directory '*'`);
  const [download, enter] = commandsIn(code);
  const folder = path.join(terminal.directory, terminal.runs(`${download} && ${enter} && basename "$PWD"`).stdout.trim());
  expect(fs.existsSync(path.join(folder, 'package-lock.json'))).toBe(true);
  return new Terminal(folder);
}

const setUp: Proof = (block) => {
  clone(block.code);
  ownScripts()({ ...block, code: commandsIn(block.code).slice(2).map((line) => `${line}\n`).join('') });
};

/** The hook of the page refuses a message without a type, and nothing else. */
const hook: Proof = ({ code }) => {
  const terminal = new Terminal();
  terminal.runs('git init --quiet');
  fs.cpSync(path.join(ROOT, 'scripts'), path.join(terminal.directory, 'scripts'), { recursive: true });
  const commit = (message: string): number | null => terminal.run(`git commit --quiet --allow-empty -m '${message}'`).status;
  expect(commit('Change something')).toBe(0);
  terminal.runs(code);
  expect([commit('Change something'), commit('docs: change something')]).toEqual([1, 0]);
  terminal.runs(/`(git config --unset \S+)`/.exec(read(ROOT, 'CONTRIBUTING.md'))![1]);
  expect(commit('Change something')).toBe(0);
};

/** The place of a file of `src/` on the page: its folder, or its name where it is at the top; in a folder of the page that of the file below. */
function roomsOf(file: string): string[] {
  const [first, second] = path.relative(SRC, file).split(path.sep).map((part) => part.replace(/\.ts$/, ''));
  return second === undefined ? [first] : [first, `${first}/${second}`];
}

/** What each file of `src/` imports, both by their places. */
function imports(): Array<{ readonly from: string[]; readonly to: string[] }> {
  const files = (fs.readdirSync(SRC, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).map((name) => path.join(SRC, name));
  return files.flatMap((file) => [...fs.readFileSync(file, 'utf-8').matchAll(/(?:from|import\(|require\() ?'(\.[^']*)'/g)].map(([, target]) => ({ from: roomsOf(file), to: roomsOf(path.resolve(path.dirname(file), target)) })));
}

/** No arrow of the page has an import against it. What is no name of a place is a table in one. */
const arrows: Proof = ({ code }) => {
  const known = (name: string): boolean => ['', '.ts'].some((end) => fs.existsSync(path.join(SRC, `${name}${end}`)));
  const chains = code.trimEnd().split(/\n| {3,}/).map((chain) => chain.split('→').map((places) => places.split('|').map((place) => place.trim()).filter((place) => !place.includes(' '))));
  const names = chains.flat(2).map((name) => (name === 'facts' ? 'doctor/facts' : name));
  expect(names.filter((name) => !known(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(25);
  const found = imports();
  const against = chains.flatMap((chain) => chain.flatMap((upper, index) => chain.slice(index + 1).flat().flatMap((lower) => upper.filter((place) => found.some(({ from, to }) => from.includes(lower) && to.includes(place))).map((place) => `${lower} imports ${place}`))));
  expect(against).toEqual([]);
};

export const contributing: readonly Entry[] = [
  entry('Set up', 'sh', setUp),
  entry('What may import what', 'text', arrows),
  entry('Commits and pull requests', 'sh', all(hook)),
];
