import { namedDistributions, type IncludedFile } from '../../../src/text/requirements-text';

const AMAZON = 'apache-airflow-providers-amazon';

/** The names that a text names, with included files from a record; each is included once. */
function names(text: string, files: Record<string, string> = {}): string[] {
  const seen = new Set<string>();
  const include = (name: string): IncludedFile | undefined => {
    const known = files[name] as string | undefined;
    if (known === undefined || seen.has(name)) {
      return undefined;
    }
    seen.add(name);
    return { text: known, include };
  };
  return [...namedDistributions(text, include).keys()];
}

describe('the user\'s line', () => {
  test.each([
    AMAZON,
    'Apache_Airflow.Providers--Amazon',
    `  ${AMAZON}  `,
    `${AMAZON}==9.0.0`,
    `${AMAZON} == 9.0.0`,
    `${AMAZON}>=9,<10 # pinned`,
    `${AMAZON} (>=9)`,
    `${AMAZON}[s3fs]`,
    `${AMAZON} [s3fs, aiobotocore] ~= 9.0`,
    `${AMAZON}; python_version < "3.13"`,
    `${AMAZON}==9.0.0 --hash=sha256:${'0a'.repeat(32)}`,
    `${AMAZON} @ https://example.com/amazon-1.0-py3-none-any.whl`,
    `${AMAZON}[s3fs]@git+https://example.com/x.git#egg=other`,
    `-e git+https://example.com/airflow.git@main#egg=${AMAZON}&subdirectory=providers/amazon`,
    `--editable=git+ssh://git@example.com/airflow.git#subdirectory=x&egg=${AMAZON}[s3fs]`,
    `git+https://example.com/airflow.git#egg=${AMAZON}`,
    './wheels/apache_airflow_providers_amazon-9.0.0-py3-none-any.whl',
    'wheels/apache_airflow_providers_amazon-9.0.0-py3-none-any.whl[s3fs]',
    'C:\\wheels\\apache_airflow_providers_amazon-9.0.0-py3-none-any.whl',
    'file:///wheels/apache_airflow_providers_amazon-9.0.0-py3-none-any.whl',
    `https://example.com/apache_airflow_providers_amazon-9.0.0-py3-none-any.whl#sha256=${'0a'.repeat(32)}`,
    `${AMAZON} # replaces git+https://example.com/x#egg=other`,
    `${AMAZON} \\`,
    `# a comment\n${AMAZON}`,
    `boto3 \\\n  ==1.0\r\n${AMAZON}\r\n`,
    `# C:\\wheels\\\n${AMAZON}`,
    `boto3 \\\n# a comment ends what goes on\n${AMAZON}`,
    `${AMAZON} \\\n  == \\\n  9.0.0`,
    `\uFEFF${AMAZON}`,
    `a\r${AMAZON}\rb`,
  ])('%j names the distribution', (line) => {
    expect(names(line)).toContain(AMAZON);
  });

  test.each([
    '',
    `# ${AMAZON}`,
    `  # ${AMAZON}==1`,
    `${AMAZON}-extras`,
    `x-${AMAZON}`,
    `boto3 # ${AMAZON}`,
    `boto3 # see #egg=${AMAZON}`,
    `# goes \\\n${AMAZON}x`,
    `--extra-index-url https://example.com/${AMAZON}`,
    `--find-links ./${AMAZON}-9.0.0-py3-none-any.whl`,
    '-c constraints.txt',
    `./${AMAZON}`,
    `../${AMAZON}`,
    `/src/${AMAZON}`,
    `-e ./${AMAZON}`,
    `https://example.com/${AMAZON}.git`,
    '-r missing.txt',
    '-r https://example.com/requirements.txt',
  ])('%j does not', (line) => {
    expect(names(line, { 'constraints.txt': AMAZON })).not.toContain(AMAZON);
  });
});

describe('an included file', () => {
  test.each(['-r more.txt', '-rmore.txt', '--requirement more.txt', '--requirement=more.txt', '-r "more.txt"', '-r more.txt # and more', '-r \\\n more.txt'])('is followed by %j', (line) => {
    expect(names(`boto3\n${line}\n`, { 'more.txt': `${AMAZON}[s3fs]==9\r\n` })).toEqual(['boto3', AMAZON]);
  });

  test('is followed into those that it includes', () => {
    expect(names('-r a.txt\nboto3', { 'a.txt': '-r b.txt\nx', 'b.txt': AMAZON })).toEqual([AMAZON, 'x', 'boto3']);
  });

  test('is followed once where files include each other', () => {
    expect(names('-r a.txt', { 'a.txt': '-r b.txt\nx', 'b.txt': '-r a.txt\n-r b.txt\ny' })).toEqual(['y', 'x']);
  });

  test('may have a name with a blank', () => {
    expect(names('-r \'my file.txt\'', { 'my file.txt': AMAZON })).toEqual([AMAZON]);
  });
});

// Each of these took seconds with an expression that tries every place in a word.
test.each(['1-'.repeat(50_000), 'a'.repeat(200_000), 'a-1.whl1'.repeat(20_000)])('a word of 100,000 characters and more is read in one go', (word) => {
  expect(names(`boto3\n${word}\n`)).toContain('boto3');
});
