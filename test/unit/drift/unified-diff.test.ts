import { unifiedDiff } from '../../../src/drift/unified-diff';

const file = (text: string, executable: boolean = false) => ({ text, executable });

test('a changed line stands between three lines of context, under a header as git writes it', () => {
  const lines = ['1', '2', '3', '4', '5', '6', '7', '8'].map((line) => `${line}\n`);
  expect(unifiedDiff('a/b.txt', file(lines.join('')), file(lines.join('').replace('4', 'four')))).toEqual({
    diff: 'diff --git a/a/b.txt b/a/b.txt\n--- a/a/b.txt\n+++ b/a/b.txt\n@@ -1,7 +1,7 @@\n 1\n 2\n 3\n-4\n+four\n 5\n 6\n 7\n',
  });
});

test('a file that is missing is created, one that is orphaned is deleted, with its mode', () => {
  expect(unifiedDiff('run.sh', undefined, file('x\n', true))).toEqual({ diff: 'diff --git a/run.sh b/run.sh\nnew file mode 100755\n--- /dev/null\n+++ b/run.sh\n@@ -0,0 +1,1 @@\n+x\n' });
  expect(unifiedDiff('run.sh', file('x\n'), undefined)).toEqual({ diff: 'diff --git a/run.sh b/run.sh\ndeleted file mode 100644\n--- a/run.sh\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-x\n' });
});

test('a changed executable bit is a change of mode', () => {
  expect(unifiedDiff('run.sh', file('x\n'), file('x\n', true))).toEqual({ diff: 'diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n' });
});

test.each([
  ['on the disk', '\uFEFF1\n2\n', '1\n3\n', '\uFEFF1'],
  ['in what is written', '1\n2\n', '\uFEFF1\n3\n', '1'],
  ['in both', '\uFEFF1\n2\n', '\uFEFF1\n3\n', '\uFEFF1'],
])('a BOM %s is no difference', (_, before, after, first) => {
  expect(unifiedDiff('a', file(before), file(after))).toEqual({ diff: expect.stringContaining(`@@ -1,2 +1,2 @@\n ${first}\n-2\n+3\n`) });
});

test('line ends of the checkout are no difference', () => {
  expect(unifiedDiff('a', file('1\r\n2\r\n3\r\n'), file('1\n2\n4\n'))).toEqual({ diff: expect.stringContaining(' 1\r\n 2\r\n-3\r\n+4\r\n') });
});

test.each(['.env', 'airflow/.env', '.env.example', '.env.local', '.env-prod', 'prod.env', 'airflow/.envrc'])('of %s no value is shown', (name) => {
  expect(unifiedDiff(name, file('A=1\n'), file('A=2\n'))).toEqual({ note: 'the values of its keys are not shown' });
});

test.each([
  ['an access key id', 'key: AKIAIOSFODNN7EXAMPLE'],
  ['a token by its name', 'SLACK_TOKEN: abcdef'],
  ['a secret key in JSON', '{ "secret_key": "abcdef" }'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
])('a diff with %s in it is not shown, wherever it stands', (_, secret) => {
  const note = { note: 'its diff could show a secret' };
  expect(unifiedDiff('a.yml', file(`${secret}\nx\n`), file('x\n'))).toEqual(note);
  expect(unifiedDiff('a.yml', file('x\n'), file(`${secret}\nx\n`))).toEqual(note);
  expect(unifiedDiff('a.yml', file(`${secret}\nx\n`), file(`${secret}\ny\n`))).toEqual(note);
});

test('a reference to a secret is none', () => {
  expect(unifiedDiff('a.yml', file('GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n'), file(''))).toEqual({ diff: expect.stringContaining('secrets.GITHUB_TOKEN') });
});

test('a binary file and one in which too much differs have none', () => {
  expect(unifiedDiff('a.png', { text: undefined, executable: false }, file('x'))).toEqual({ note: 'a binary file' });
  const lines = (start: number) => Array.from({ length: 5_000 }, (_, index) => `${start + index}\n`).join('');
  expect(unifiedDiff('a', file(lines(0)), file(lines(10_000)))).toEqual({ note: 'too much differs for a diff' });
  expect(unifiedDiff('a', file('x'.repeat(3 * 1024 * 1024)), file('y'))).toEqual({ note: 'too much differs for a diff' });
});
