import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Project } from 'projen/lib/project';
import { AstroProject } from '../../../src';
import { newProject } from '../../support/new-project';
import { errorOf, treeState } from '../../support/projects';
import { astroTree, linkPackages, read, readTree, tempDir, write } from '../../support/util';

const JS = { projenrcJs: true };

/** Runs the rc file that was written, as "npx projen" does. */
function runWritten(outdir: string): void {
  linkPackages(outdir);
  const { status, stderr } = spawnSync(process.execPath, ['.projenrc.js'], { cwd: outdir, encoding: 'utf-8', env: { ...process.env, NODE_ENV: '', PROJEN_DISABLE_POST: 'true' } });
  fs.rmSync(path.join(outdir, 'node_modules'), { recursive: true });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

const THEIRS: Record<string, Record<string, string>> = {
  'patterns, comments and a line that takes back': {
    '.gitignore': '# data\n*.parquet\n\n!keep.parquet\n/build/\n.env\n',
    '.dockerignore': "# docs are no code\ndocs\n!docs/needed.md\nit's.txt\n",
  },
  'line ends of Windows and a BOM': { '.gitignore': '\uFEFF# data\r\n*.parquet\r\n\r\n!keep.parquet\r\n', '.dockerignore': '\uFEFFdocs\r\n*.md\r\n' },
  'patterns of the other ignore file': { '.gitignore': 'logs/\ntsconfig*.json\n', '.dockerignore': '.DS_Store\n__pycache__/\nnode_modules\n.venv\n' },
  'attributes': { '.gitattributes': '* text=auto\n*.parquet filter=lfs diff=lfs merge=lfs -text\n*.ipynb  linguist-vendored\r\n' },
};

describe.each(Object.entries(THEIRS))('%s', (_, files) => {
  test('that a directory had before projen new are kept, and are in the rc file', () => {
    const outdir = tempDir();
    write(outdir, files);
    newProject(outdir, JS).synth();
    for (const [name, text] of Object.entries(files)) {
      const words = (line: string) => line.trim().split(/\s+/);
      const after = read(outdir, name).split('\n').map(words);
      for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((one) => one.trim() !== '')) {
        const kept = name === '.gitattributes' ? after.some(([pattern, ...rest]) => pattern === words(line)[0] && words(line).slice(1).every((one) => rest.includes(one))) : after.flat().includes(words(line).at(-1)!);
        expect([line, kept]).toEqual([line, true]);
      }
    }
  });

  test('are there in the same bytes once the written rc file has run', () => {
    const outdir = tempDir();
    write(outdir, files);
    newProject(outdir, JS).synth();
    const before = readTree(outdir);
    runWritten(outdir);
    expect(readTree(outdir)).toEqual(before);
  });
});

test('the rc file names the lines of the user\'s, and no others', () => {
  const outdir = tempDir();
  astroTree(outdir);
  fs.appendFileSync(path.join(outdir, '.gitignore'), '\n# data\n*.parquet\n');
  write(outdir, { '.gitattributes': '* text=auto\n*.parquet filter=lfs\n' });
  newProject(outdir, JS).synth();
  const lines = read(outdir, '.projenrc.js').split('\n').filter((line) => line.startsWith('project.'));
  expect(lines).toEqual(["project.gitignore.addPatterns('# data', '*.parquet');", "project.gitattributes.addAttributes('*.parquet', 'filter=lfs');", 'project.synth();']);
});

test('the spellings without a backslash that the check names are kept', () => {
  const outdir = tempDir();
  write(outdir, { '.gitignore': '/my notes\n[#]x\nfoo[*]bar\n' });
  newProject(outdir, JS).synth();
  expect(read(outdir, '.gitignore').split('\n')).toEqual(expect.arrayContaining(['/my notes', '[#]x', 'foo[*]bar']));
});

test('an empty directory adopts nothing', () => {
  const outdir = tempDir();
  newProject(outdir, JS).synth();
  expect(read(outdir, '.projenrc.js')).not.toMatch(/addPatterns|addAttributes/);
});

test.each<[string, Record<string, string>, RegExp]>([
  ['a comment in .gitattributes, which projen cannot write', { '.gitattributes': '# large files\n*.parquet filter=lfs\n' }, /^\.gitattributes is not projen's, and a line of it would be lost\. projen writes no comments there: move what is of use to another file, and delete it from this one: # large files\.$/],
  ['a backslash, which projen cannot write', { '.gitignore': '*.parquet\n/my\\ notes\n\\#x\n' }, /^\.gitignore is not projen's, and 2 lines of it would be lost\. projen writes "\/" for "\\": in the file, spell \/my\\ notes and \\#x without it \(a blank as it is, \[#\] or \[\*\] for \\# or \\\*\), or delete them\. Then run again\.$/],
  ['a directory in the place of .gitignore', { '.gitignore/x': '' }, /^\.gitignore is a directory, a file is expected\. Move the directory away, then run again\.$/],
])('%s stops projen new before anything is written', (_, files, message) => {
  const outdir = tempDir();
  write(outdir, files);
  const before = treeState(outdir);
  const error = errorOf(() => newProject(outdir, JS).synth());
  expect([error?.name, error?.message]).toEqual(['AstroAirflowError', expect.stringMatching(message)]);
  expect(treeState(outdir)).toEqual(before);
});

describe('outside of projen new, lines of the user\'s that are not declared stop the synth:', () => {
  test.each([
    ['.gitignore', '# data\n*.parquet\n', ".gitignore is not projen's, and 2 lines of it would be lost. Keep them with project.gitignore.addPatterns('# data', '*.parquet'), or delete them from the file first."],
    ['.dockerignore', 'docs\n', ".dockerignore is not projen's, and a line of it would be lost. Keep it with project.dockerignore.addPatterns('docs'), or delete it from the file first."],
    ['.dockerignore', '# a\nit\'s\n', ".dockerignore is not projen's, and 2 lines of it would be lost. Keep them with project.dockerignore.addPatterns('# a', 'it\\'s'), or delete them from the file first."],
    ['.gitattributes', '*.parquet filter=lfs\n', ".gitattributes is not projen's, and a line of it would be lost. Declare what it says with project.gitattributes.addAttributes(PATTERN, ATTRIBUTE), or delete it from the file first: *.parquet filter=lfs."],
  ])('%s with %j', (name, text, message) => {
    const outdir = tempDir();
    write(outdir, { [name]: text });
    const before = treeState(outdir);
    expect(errorOf(() => new AstroProject({ name: 'orders', outdir }).synth())?.message).toBe(message);
    expect(treeState(outdir)).toEqual(before);
    const project = new AstroProject({ name: 'orders', outdir });
    const lines = text.trim().split('\n');
    if (name === '.gitattributes') {
      project.gitattributes.addAttributes('*.parquet', 'filter=lfs');
    } else {
      (name === '.gitignore' ? project.gitignore : project.dockerignore).addPatterns(...lines);
    }
    project.synth();
    expect(read(outdir, name).split('\n')).toEqual(expect.arrayContaining(lines));
  });
});

test('of a subproject, whose name the rc file chooses, the advice names the project', () => {
  const root = new Project({ name: 'platform', outdir: tempDir() });
  write(root.outdir, { 'ml/.gitignore': '*.parquet\n' });
  new AstroProject({ parent: root, name: 'ml', outdir: 'ml' });
  expect(errorOf(() => root.synth())?.message).toContain("Keep it with project.gitignore.addPatterns('*.parquet'), where project is \"ml\", or delete it");
});
