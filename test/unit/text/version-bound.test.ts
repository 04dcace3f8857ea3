import { allowsFrom, isWithin, shownRequirement } from '../../../src/text/version-bound';

test.each([
  ['a', true], ['a==2.0', true], ['a==2', true], ['a==2.*', true], ['a==2.0.1', true], ['a==1.9', false], ['a==1.*', false], ['a===1.9', false], ['a==v1.9', false],
  ['a~=1.9', false], ['a~=2.0', true], ['a~=1.9.1', false], ['a~=2.0.1', true], ['a<2', false], ['a<2.0.1', true], ['a<=2', true], ['a<=1.99', false], ['a>=1,<2', false],
  ['a>1', true], ['a!=2.0', true], ['a[x,y] == 1.9', false], ['a (==1.9)', false], ['a==1.9 --hash=sha256:abc', false], ['a==1.9; os_name == "nt"', false], ['a==1.9  # b', false],
  ['a @ https://example.com/a-1.9.whl', true], ['./a-1.9-py3-none-any.whl', true], ['', true],
])('of %j pip may take 2.0 or newer: %s', (requirement, allowed) => {
  expect(allowsFrom(requirement, '2.0')).toBe(allowed);
});

test.each([
  ['a', 'a', true], ['a==1', 'a', true], ['a>=1', 'a>=1', true], ['a>=1, <2', 'a<2,>=1', true], ['a>=1,<2', 'a>=1', true], ['a', 'a==1', false], ['a>=1', 'a>=0.5', false],
  ['a==9.0.0', 'a>9.0.0', false], ['a==9.0.1', 'a>9.0.0', true], ['a==9', 'a>=9.0.0', true], ['a==9', 'a<9', false], ['a==9', 'a<=9', true], ['a==1.0', 'a!=1.0', false], ['a==1.1', 'a!=1.0', true],
  ['a==1.1', 'a!=1.*', false], ['a==1.1', 'a==1.*', true], ['a==2.1', 'a==1.*', false], ['a==1.4', 'a~=1.2', true], ['a==1.1', 'a~=1.2', false], ['a==2', 'a~=1.2', false], ['a==1.2.4', 'a~=1.2.3', true],
  ['a==3', 'a>=1,>=4', false], ['a==1.0', 'a===1.0', true], ['a==1.0', 'a==1.0rc1', false], ['a==1.0rc1', 'a==1.0rc1', true],
  ['a==9.5.0', 'a[s3fs]', false], ['a[s3fs]==9.5.0', 'a[S3FS]', true], ['a[b, c]', 'a[c]', true], ['a[b]', 'a[c]', false], ['./a-1.0-py3-none-any.whl[b]', 'a[b]', true], ['-e ./a#egg=a[b]', 'a[b]', true], ['-e ./a#egg=a', 'a[b]', false],
  ['a @ https://x.example/a-1.0.whl', 'a @ https://x.example/a-1.0.whl', true], ['a @ https://x.example/a-1.0.whl', 'a@ https://x.example/a-1.0.whl', true],
  ['a @ https://x.example/a-1.0.whl', 'a @ https://x.example/a-1.1.whl', false], ['a==1.0', 'a @ https://x.example/a-1.0.whl', false], ['a @ https://x.example/a-1.0.whl', 'a', true],
])('%j gives all that %j asks for: %s', (own, asked, expected) => {
  expect(isWithin(own, asked)).toBe(expected);
});

test.each([
  ['a', 'a'], ['a[b] >= 1, <2  # c', 'a[b] >= 1, <2'], ['a==1 ; os_name == "nt"', 'a==1'], ['a==1.0 --hash=sha256:abc', 'a==1.0'], ['a (==1)', 'a'], ['a @ https://user:hunter2@x.example/a.whl', 'a'],
  ['/usr/local/wheels/a-1.0-py3-none-any.whl', '/usr/local/wheels/a-1.0-py3-none-any.whl'], ['wheels/a-1.0-py3-none-any.whl', 'wheels/a-1.0-py3-none-any.whl'], ['C:\\wheels\\a-1.0.whl', 'C:\\wheels\\a-1.0.whl'],
  ['./a', './a'], ['-e .', '-e .'], ['-e ./src/foo#egg=foo', '-e ./src/foo#egg=foo'], ['--editable=./src', '--editable=./src'], ['git+https://h/x#egg=baz', 'git+https://h/x#egg=baz'],
  ['git+https://user:hunter2@h/x@v1#egg=baz', 'git+https://h/x@v1#egg=baz'], ['-e git+ssh://hunter2@h/x#egg=baz', '-e git+ssh://h/x#egg=baz'],
  ['https://x.example/a-1.0.whl?sig=hunter2&x=y#sha256=abc', 'https://x.example/a-1.0.whl?…#sha256=abc'], ['', ''],
])('a message shows %j as %j', (requirement, shown) => {
  expect(shownRequirement(requirement)).toBe(shown);
});
