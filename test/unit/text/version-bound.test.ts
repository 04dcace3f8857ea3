import { allowsFrom } from '../../../src/text/version-bound';

test.each([
  ['a', true], ['a==2.0', true], ['a==2', true], ['a==2.*', true], ['a==2.0.1', true], ['a==1.9', false], ['a==1.*', false], ['a===1.9', false], ['a==v1.9', false],
  ['a~=1.9', false], ['a~=2.0', true], ['a~=1.9.1', false], ['a~=2.0.1', true], ['a<2', false], ['a<2.0.1', true], ['a<=2', true], ['a<=1.99', false], ['a>=1,<2', false],
  ['a>1', true], ['a!=2.0', true], ['a[x,y] == 1.9', false], ['a (==1.9)', false], ['a==1.9 --hash=sha256:abc', false], ['a==1.9; os_name == "nt"', false], ['a==1.9  # b', false],
  ['a @ https://example.com/a-1.9.whl', true], ['./a-1.9-py3-none-any.whl', true], ['', true],
])('of %j pip may take 2.0 or newer: %s', (requirement, allowed) => {
  expect(allowsFrom(requirement, '2.0')).toBe(allowed);
});
