import { brokenIniLine } from '../../../src/text/python-ini';

const SECRET = 'wJalrXUtnFEMI';

test.each<[string, string, number, RegExp]>([
  ['a header without its end', '[profile dev\nregion = x\n', 1, /name of a section does not end/],
  ['a later header without its end', '[a]\nb = 1\n[profile dev\n', 3, /name of a section does not end/],
  ['a header without a name', '[]\n', 1, /name of a section/],
  ['a setting before the first section', `\n# note\naws_secret_access_key = ${SECRET}\n[dev]\n`, 3, /in no section/],
  ['an indented setting before the first section', ' a = 1\n[dev]\n', 1, /in no section/],
  ['a line without "="', `[dev]\nregion = x\n${SECRET}\n`, 3, /no "="/],
  ['a setting without a name', `[dev]\n= ${SECRET}\n`, 2, /no name/],
  ['a section that is there twice', '[dev]\na = 1\n\n[x]\n[dev]\n', 5, /section of line 1/],
  ['a setting that is there twice, in whatever case', '[dev]\nregion = x\nRegion = y\n', 3, /setting of line 2/],
  ['a setting of the section for all others that is there twice', '[DEFAULT]\na = 1\n[x]\n[DEFAULT]\na = 2\n', 5, /setting of line 2/],
  ['a byte order mark', '\uFEFF[dev]\n', 1, /byte order mark/],
  ['bytes that are not UTF-8', '[dev]\na = caf\uFFFD\n', 2, /not UTF-8/],
  ['an indented line below nothing', '[dev]\n  a\n', 2, /no "="/],
  ['a nested line without "="', '[dev]\ns3 =\n  addressing_style path\n', 3, /nested/],
  ['Windows lines', '[dev]\r\nregion\r\n', 2, /no "="/],
])('%s is found', (_, text, line, what) => {
  const broken = brokenIniLine(text);
  expect(broken).toEqual({ line, what: expect.stringMatching(what) as string, fix: expect.any(String) as string });
  expect(JSON.stringify(broken)).not.toContain(SECRET);
});

test.each([
  ['a file that is fine', '[default]\nregion = x\n\n[profile dev]\na: b\n# [\n; x\ns3 =\n  a = b\n  # c\n  d = e\n'],
  ['an indented header', '  [dev]\n  a = 1\n'],
  ['a value on several lines', '[dev]\na = 1\n  two\n\n  three\n'],
  ['the section for all others, twice', '[DEFAULT]\na = 1\n[DEFAULT]\nb = 2\n'],
  ['nothing', ''],
])('%s has no such line', (_, text) => {
  expect(brokenIniLine(text)).toBeUndefined();
});
