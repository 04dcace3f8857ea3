import type { ComponentSpec, ProjectSpec } from './project-spec';
import type { OracleCase } from './random-cases';

const project = (components: readonly ComponentSpec[] = [], subprojects: readonly ProjectSpec[] = [], outdir: string = '.'): ProjectSpec => ({
  type: 'Project', outdir, options: {}, components, subprojects,
});
const sub = (components: readonly ComponentSpec[] = []): ProjectSpec => project(components, [], 'sub');
const unchanged = (spec: ProjectSpec): Pick<OracleCase, 'before' | 'after'> => ({ before: spec, after: spec });
const text = (path: string): ComponentSpec => ({ kind: 'TextFile', path, lines: ['one'], options: {} });

/** What the check once got wrong, and what random cases seldom meet, by what it is about. */
export const FOUND_CASES: Readonly<Record<string, OracleCase>> = {
  'files in node_modules and .git are none of the project': {
    start: [], edits: [], before: project(), after: project([text('node_modules/a.txt'), text('.git/b.txt'), text('sub/node_modules/c.txt')]),
  },
  'line ends count in a binary file': {
    start: [], edits: [{ how: 'crlf', pick: 4 }], ...unchanged(project([{ kind: 'TextFile', path: 'x.txt', lines: ['a\0b', ''], options: {} }])),
  },
  'a file gives way to a sample directory': {
    start: [], edits: [], before: project([], [sub([text('docs')])]), after: project([], [sub([{ kind: 'SampleDir', path: 'docs', files: {} }])]),
  },
  'a file gives way to a sample directory with a file': {
    start: [], edits: [], before: project([], [sub([text('docs')])]), after: project([], [sub([{ kind: 'SampleDir', path: 'docs', files: { 'one.py': 'one' } }])]),
  },
  'a managed file is a link to nowhere': { start: [], edits: [{ how: 'dangling-link', pick: 0 }], ...unchanged(project()) },
  'an rc file fails to link into a directory that is not there': {
    start: [], edits: [], ...unchanged(project([{ kind: 'Writer', path: 'first', at: 'construction', calls: [{ call: 'symlink', from: 'a.json', to: 'docs/d.json' }] }])),
  },
  'an rc file renames a directory': {
    start: [],
    edits: [{ how: 'add', path: 'docs/own.txt', text: 'mine\n' }],
    ...unchanged(project([{ kind: 'Writer', path: 'first', at: 'construction', calls: [{ call: 'rename', from: 'docs', to: 'lib' }] }])),
  },
  'an executable file lost its bit, and is writable': {
    start: [], edits: [{ how: 'not-executable', pick: 4 }], ...unchanged(project([{ kind: 'TextFile', path: 'x.sh', lines: [], options: { executable: true, readonly: false } }])),
  },
  'the clean-up deletes what a managed file links to, which is then written again': {
    start: [], edits: [{ how: 'link', pick: 0 }, { how: 'add', path: '.projen/files.json', text: '{' }], ...unchanged(project()),
  },
  'the clean-up deletes a link to a directory, which is then made anew': {
    start: [],
    edits: [{ how: 'linked-directory', pick: 5 }, { how: 'add', path: '.projen/files.json', text: '{"files":["sub"]}' }],
    ...unchanged(project([], [sub([text('a.txt')])])),
  },
  'the clean-up deletes a directory with a link to one in it, which is then made anew': {
    start: [],
    edits: [{ how: 'linked-directory', pick: 7 }, { how: 'add', path: '.projen/files.json', text: '{"files":["sub"]}' }],
    ...unchanged(project([], [sub()])),
  },
  'a directory is a link to nowhere, where a file is written': {
    start: [],
    edits: [{ how: 'dangling-link', pick: 4 }],
    ...unchanged(project([text('docs'), { kind: 'SampleFile', path: 'docs/deep/e.txt', contents: 'one\n' }])),
  },
  'the clean-up deletes a directory': {
    start: [],
    edits: [{ how: 'add', path: 'docs/own.txt', text: 'mine\n' }, { how: 'add', path: '.projen/files.json', text: '{"files":["docs"]}' }],
    ...unchanged(project()),
  },
  'a managed file is in a sample directory': {
    start: [], edits: [{ how: 'delete-directory', path: 'docs' }], ...unchanged(project([text('docs/d.txt'), { kind: 'SampleDir', path: 'docs', files: { 'one.py': 'one' } }])),
  },
};
