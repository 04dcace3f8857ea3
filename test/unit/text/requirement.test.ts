import { canonicalName, requirementName } from '../../../src/text/requirement';

describe('a declared requirement', () => {
  test.each([
    ['apache-airflow-providers-slack', 'apache-airflow-providers-slack'],
    ['Apache_Airflow.Providers_Slack', 'apache-airflow-providers-slack'],
    ['s3fs==2024.1.0', 's3fs'],
    ['s3fs >= 2024.1, < 2025 , != 2024.6.*', 's3fs'],
    ['s3fs~=2024.1', 's3fs'],
    ['s3fs===2024.1.0+local', 's3fs'],
    ['s3fs (>=2024.1)', 's3fs'],
    ['s3fs[boto3,cli]>1!2.0.dev3', 's3fs'],
    ['s3fs; python_version < "3.13" and sys_platform == "linux"', 's3fs'],
    ['s3fs>=2024 ; extra == \'x\'', 's3fs'],
    ['s3fs @ https://example.com/s3fs.zip', 's3fs'],
    ['s3fs @ https://example.com/s3fs.zip ; os_name == "x"', 's3fs'],
    ['s3fs; (os_name == "x" or (extra == "y")) and python_version > "3"', 's3fs'],
    ['s3fs@git+https://example.com/s3fs.git@main#egg=s3fs', 's3fs'],
    ['s3fs[ ]', 's3fs'],
    ['s3fs==2024.1RC1.post2.dev3+Local.1', 's3fs'],
    ['s3fs==v2024.*', 's3fs'],
    ['s3fs;(os_name=="x"or os_name not in "y")', 's3fs'],
    ['x', 'x'],
  ])('%j is one of %s', (requirement, name) => {
    expect(requirementName(requirement)).toBe(name);
  });

  test.each([
    '',
    ' s3fs',
    's3fs=1',
    's3fs = 1',
    's3fs=>1',
    's3fs>=',
    's3fs 1.0',
    's3fs==1.0 boto3',
    's3fs==1.0,',
    's3fs==1.0.',
    's3fs boto3',
    's3fs\nboto3',
    's3fs\n',
    's3fs==1.0\r',
    's3fs;\n',
    's3fs; x\r\ny',
    's3fs; \ud83d',
    's3fs @',
    's3fs[boto3',
    's3fs (>=1',
    's3fs # comment',
    '# s3fs',
    '-r more.txt',
    '--pre',
    './s3fs',
    'https://example.com/s3fs.zip',
    '-s3fs',
    's3fs-',
    's3fs==$VERSION',
    // What pip refuses, by Python's packaging.
    's3fs==a',
    's3fs==1..2',
    's3fs~=1',
    's3fs>1.*',
    's3fs<=1.0+local',
    's3fs[a b]',
    's3fs[a,]',
    's3fs[a-]',
    's3fs;boto3',
    's3fs; python == "3"',
    's3fs; Python_version == "3"',
    's3fs; python_version == 3',
    's3fs; python_version > "3" and',
    's3fs; (python_version > "3"',
    's3fs; os_name in os_nameand os_name in os_name',
    's3fs; os_name not inos_name',
    's3fs; )os_name == "x"(',
    's3fs @ https://example.com/s3fs.zip; os_name == "x"',
    // Letters that fold to ASCII, and a blank that is none.
    '\u017f3fs',
    's3fs==1.0\u00a0',
    's3fs\u00a0==1.0',
  ])('%j is none', (requirement) => {
    expect(requirementName(requirement)).toBeUndefined();
  });
});

test.each([
  ['Apache_Airflow', 'apache-airflow'],
  ['a.b-_c', 'a-b-c'],
  ['s3fs', 's3fs'],
])('%s is the distribution %s', (name, canonical) => {
  expect(canonicalName(name)).toBe(canonical);
});
