import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const ROOT = path.resolve(__dirname, '../../..');
const HOOKS = path.join(ROOT, 'scripts', 'git-hooks');
const types = Object.keys(JSON.parse(fs.readFileSync(path.join(ROOT, 'scripts', 'commit-types.json'), 'utf-8')) as object);

function hook(message: string): { status: number | null; stderr: string } {
  const directory = tempDir();
  write(directory, { COMMIT_EDITMSG: message });
  const { status, stderr } = spawnSync(process.execPath, [path.join(HOOKS, 'commit-msg'), path.join(directory, 'COMMIT_EDITMSG')], { encoding: 'utf-8' });
  return { status, stderr };
}

test.each([
  'fix: keep the byte order mark of .env',
  'feat(drift)!: report in SARIF\n\nBREAKING CHANGE: the text report has another order.\n',
  '\r\n# A comment of the template.\r\ndocs: say what is so\r\n',
  'Merge branch \'main\' into feature',
  'Revert "feat: add a thing"',
  'fixup! feat: add a thing',
])('%j passes', (message) => {
  expect(hook(message)).toEqual({ status: 0, stderr: '' });
});

test.each(['Fix the build', 'feature: add a thing', 'fix:no space', 'fix : a space too many', 'fix(): no scope', 'FIX: in capitals', '# feat: in a comment\nadd a thing'])('%j is refused', (message) => {
  expect(hook(message).status).toBe(1);
});

test('a refusal shows the line and lists the types', () => {
  const { stderr } = hook('Fix the build\n\nfix: too late\n');
  expect(stderr).toContain('does not start with a type:\n\n  Fix the build\n');
  types.forEach((type) => expect(stderr).toContain(`\n  ${type} `));
});

test('the title of a pull request may have the same types', () => {
  const workflow = parse(fs.readFileSync(path.join(ROOT, '.github', 'workflows', 'pull-request-lint.yml'), 'utf-8')) as { jobs: { validate: { steps: [{ with: { types: string } }] } } };
  expect(workflow.jobs.validate.steps[0].with.types.split('\n')).toEqual(types);
});

testIf(process.platform !== 'win32' && spawnSync('git', ['--version']).status === 0, 'git on a POSIX system')('git runs the hook once core.hooksPath names its folder', () => {
  const directory = tempDir();
  const git = (...args: string[]) => spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: directory, encoding: 'utf-8' });
  git('init', '-q');
  git('config', 'core.hooksPath', HOOKS);
  expect(git('commit', '--allow-empty', '-m', 'Add a thing').stderr).toContain('does not start with a type');
  expect(git('commit', '--allow-empty', '-m', 'feat: add a thing').status).toBe(0);
});
