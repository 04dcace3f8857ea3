import * as fs from 'node:fs';
import * as path from 'node:path';
import { LogLevel } from 'projen/lib/logger';
import { PythonProject } from 'projen/lib/python';
import { AwsCredentials, AwsSecretsBackend, CloudCredentials, LocalAirflow, type CredentialsDeclarations, type LocalAirflowOptions } from '../../../src';
import { bareProject, errorOf, printedBy, synth } from '../../support/projects';
import { astroTree, read, tempDir, unsigned, write } from '../../support/util';

// A post-synthesis step would install what pip projects depend on.
process.env.PROJEN_DISABLE_POST = 'true';

const PROVIDER = 'apache-airflow-providers-amazon';
const secretsBackend = AwsSecretsBackend.secretsManager();

/** The lines of requirements.txt in our block, without comments. */
function ours(outdir: string): string[] | undefined {
  const file = path.join(outdir, 'requirements.txt');
  const block = /# >>> projen-astro-airflow >>>\n([^]*)# <<< projen-astro-airflow <<</.exec(fs.existsSync(file) ? fs.readFileSync(file, 'utf-8') : '');
  return block?.[1].split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

test.each([
  ['3.1-12', true],
  ['13.7.0', true],
  ['12.1.1', false],
  ['12.1.1-slim', true],
  ['12.1.1-base', true],
  ['11.3.0', true],
])('a backend of AWS on runtime %s needs the provider line: %s', (runtimeVersion, needed) => {
  expect(ours(synth({ runtimeVersion, secretsBackend }))).toEqual(needed ? [PROVIDER] : undefined);
});

test('without a backend nothing is required, and no file is made', () => {
  expect(fs.existsSync(path.join(synth({ runtimeVersion: '3.1-12' }), 'requirements.txt'))).toBe(false);
});

test('the lines of astro dev init are kept, and the file stays writable', () => {
  const outdir = tempDir();
  astroTree(outdir);
  const before = read(outdir, 'requirements.txt');
  synth({ secretsBackend }, undefined, outdir);
  expect(unsigned(read(outdir, 'requirements.txt'))).toBe(`${before}# >>> projen-astro-airflow >>>
# Managed by projen-astro-airflow: change the declaration in the projen rc file, then run "npx projen".
# No longer declared? "npx projen-astro-airflow clean" removes this block.
${PROVIDER}
# <<< projen-astro-airflow <<<
`);
  expect(fs.statSync(path.join(outdir, 'requirements.txt')).mode % 0o1000).toBeGreaterThanOrEqual(0o600);
});

describe('the user\'s own line wins', () => {
  const spellings = [
    PROVIDER,
    'Apache_Airflow.Providers-AMAZON==9.9.0',
    `${PROVIDER}[s3fs,aiobotocore] >= 9 , < 10  # for S3`,
    `${PROVIDER} ; python_version >= "3.9"`,
    `${PROVIDER} @ https://example.com/${PROVIDER}-9.0.0.tar.gz`,
    './wheels/apache_airflow_providers_amazon-9.0.0-py3-none-any.whl',
    `git+https://github.com/apache/airflow#egg=${PROVIDER}&subdirectory=providers/amazon`,
    `\uFEFF${PROVIDER}`,
    `pandas==2.0.0\r\n${PROVIDER}`,
    'apache-airflow-providers-\\\namazon==9.9.0',
  ];
  test.each(spellings)('in the spelling %j', (line) => {
    const outdir = tempDir();
    write(outdir, { 'requirements.txt': `${line}\n` });
    synth({ runtimeVersion: '3.1-12', secretsBackend }, undefined, outdir);
    expect(read(outdir, 'requirements.txt')).toBe(`${line}\n`);
  });

  test.each([`# ${PROVIDER}`, `${PROVIDER}-extra`, `pandas # not ${PROVIDER}`, `-c ${PROVIDER}.txt`])('but %j is not that distribution', (line) => {
    const outdir = tempDir();
    write(outdir, { 'requirements.txt': `${line}\n` });
    expect(ours(synth({ runtimeVersion: '3.1-12', secretsBackend }, undefined, outdir))).toEqual([PROVIDER]);
  });

  test('in a file that is included, through several files and folders', () => {
    const outdir = tempDir();
    write(outdir, { 'requirements.txt': '-r requirements/base.txt\n', 'requirements/base.txt': '--requirement=aws.txt\n', 'requirements/aws.txt': `${PROVIDER}==9.9.0\n` });
    synth({ runtimeVersion: '3.1-12', secretsBackend }, undefined, outdir);
    expect(read(outdir, 'requirements.txt')).toBe('-r requirements/base.txt\n');
  });

  test('and our own line does not count as the user\'s, even if the files include one another', () => {
    const outdir = tempDir();
    write(outdir, { 'requirements.txt': '-r other.txt\n', 'other.txt': '-r requirements.txt\n-r missing.txt\n' });
    for (let run = 0; run < 2; run++) {
      expect(ours(synth({ runtimeVersion: '3.1-12', secretsBackend }, undefined, outdir))).toEqual([PROVIDER]);
    }
  });
});

describe('addRequirement', () => {
  test('adds lines, and takes the place of what a backend would add', () => {
    const outdir = synth({ runtimeVersion: '3.1-12', secretsBackend }, (local) => {
      local.addRequirement('apache-airflow-providers-slack');
      local.addRequirement('Apache.Airflow_providers_amazon[s3fs]==9.9.0');
    });
    expect(ours(outdir)).toEqual(['Apache.Airflow_providers_amazon[s3fs]==9.9.0', 'apache-airflow-providers-slack']);
  });

  test('adds a pinned line even where the runtime brings the distribution', () => {
    const outdir = synth({ runtimeVersion: '12.1.1', secretsBackend }, (local) => local.addRequirement(`${PROVIDER}==8.0.0`));
    expect(ours(outdir)).toEqual([`${PROVIDER}==8.0.0`]);
  });

  test('takes the same line twice, and refuses two for one distribution', () => {
    const local = new LocalAirflow(bareProject(), { runtimeVersion: '3.1-12' });
    local.addRequirement('pandas==2.0.0');
    local.addRequirement('pandas==2.0.0');
    expect(() => local.addRequirement('Pandas==2.1.0')).toThrow('The requirement pandas is declared twice, as "pandas==2.0.0" and as "Pandas==2.1.0".');
  });
});

test('credentials that a user wrote can require what they need', () => {
  class Vault extends CloudCredentials {
    public declarations(): CredentialsDeclarations {
      return { requirements: ['apache-airflow-providers-hashicorp', 'hvac>=2'] };
    }
  }
  expect(ours(synth({ runtimeVersion: '3.1-12', credentials: [new Vault()] }))).toEqual(['apache-airflow-providers-hashicorp', 'hvac>=2']);
});

describe('a release of the provider that does not work on the runtime', () => {
  const refused = (line: string, runtimeVersion = '3.3-8'): string | undefined => {
    const outdir = tempDir();
    write(outdir, { 'requirements.txt': `${line}\n` });
    return errorOf(() => synth({ runtimeVersion, secretsBackend }, undefined, outdir))?.message;
  };

  test.each(['==8.1.0', '[s3fs]==9.2.0', ' == 8.*', '~=9.2.0', '<9', '>=8,<=9.3', '===8.1.0  # as before', '==9.2.0 ; python_version > "3"'])('is refused as %j', (versions) => {
    expect(refused(`${PROVIDER}${versions}`)).toMatch(
      /^"apache-airflow-providers-amazon.*" in requirements\.txt does not work on Airflow 3 \(runtime 3\.3-8\): Airflow would find no secret, and not say why\. Require apache-airflow-providers-amazon>=9\.4\.0\.$/,
    );
  });

  test.each(['', '==9.4.0', '>=8', '~=9.2', '==9.*', '<10', '<9.4.1', '!=9.2.0', ' @ https://example.com/a.whl'])('is not suspected in %j', (versions) => {
    expect(refused(`${PROVIDER}${versions}`)).toBeUndefined();
  });

  test('is refused only where it does not work, and where a backend needs it', () => {
    expect(refused(`${PROVIDER}==8.1.0`, '13.7.0')).toBeUndefined();
    expect(refused('apache-airflow-providers-slack==8.1.0')).toBeUndefined();
    expect(errorOf(() => synth({ runtimeVersion: '3.1-12' }, (local) => local.addRequirement(`${PROVIDER}==8.1.0`)))).toBeUndefined();
  });

  test('is refused in addRequirement()', () => {
    expect(errorOf(() => synth({ runtimeVersion: '3.1-12', secretsBackend }, (local) => local.addRequirement(`${PROVIDER}==8.1.0`)))?.message).toMatch(/does not work on Airflow 3/);
  });
});

describe('sso: true', () => {
  const credentials = [AwsCredentials.mounted({ sso: true })];

  test('brings what botocore needs for "aws login"', () => {
    expect(ours(synth({ runtimeVersion: '12.1.1', credentials }))).toEqual(['botocore[crt]']);
  });

  test.each([
    ['botocore==1.40.0', /"botocore==1\.40\.0" in requirements\.txt lacks the extra crt, which the declared credentials need\. Write botocore\[crt\] there\./],
    ['botocore @ https://user:hunter2@example.com/a.whl', /"botocore" in requirements\.txt lacks the extra crt/],
    ['/usr/local/wheels/botocore-1.40-py3-none-any.whl', /"\/usr\/local\/wheels\/botocore-1\.40-py3-none-any\.whl" in requirements\.txt lacks the extra crt/],
    ['-e git+https://user:hunter2@example.com/botocore#egg=botocore', /"-e git\+https:\/\/example\.com\/botocore#egg=botocore" in requirements\.txt lacks the extra crt/],
    ['botocore[CRT]>=1.40', /^$/],
    ['./wheels/botocore-1.40-py3-none-any.whl[crt]', /^$/],
  ])('warns where the line %j of the user\'s takes its place without the extra', (line, warning) => {
    const outdir = tempDir();
    write(outdir, { 'requirements.txt': `${line}\n` });
    const printed = printedBy((project) => new LocalAirflow(project, { runtimeVersion: '12.1.1', credentials }), outdir);
    expect(printed).toMatch(warning);
    expect(printed).not.toContain('hunter2');
    expect(printed.split('lacks the extra').length).toBeLessThanOrEqual(2);
  });
});

test.each([
  ['pandas>=2', 'pandas==1.5.3'],
  ['pandas', 'pandas==1.5.3'],
  ['pandas==1.5.3', 'pandas>=2'],
  ['Pandas == 3.0  # for orders', 'pandas>=2,<3'],
  ['/usr/local/wheels/pandas-1.0-py3-none-any.whl', 'pandas==1.2'],
  ['apache-airflow-providers-amazon==9.5.0', 'apache-airflow-providers-amazon[s3fs]'],
  ['pandas==2.0.0', 'pandas>2.0.0'],
  ['pandas==2.0', 'pandas!=2.0'],
])('the line %j wins over the declared %j with a warning that names both', (line, asked) => {
  const outdir = tempDir();
  write(outdir, { 'requirements.txt': `${line}\n` });
  const warning = printedBy((project) => new LocalAirflow(project, { runtimeVersion: '3.1-12' }).addRequirement(asked), outdir);
  expect(warning).toContain(`requirements.txt lists "${line.replace(/\s*#.*/, '')}", so addRequirement('${asked}') has no effect. Remove one of them.`);
  expect(read(outdir, 'requirements.txt')).toBe(`${line}\n`);
});

test.each([
  ['pandas==1.5.3', 'pandas==1.5.3'],
  ['pandas>=2, <3  # for orders', 'pandas<3,>=2'],
  ['pandas==2.1', 'pandas>=2'],
  ['pandas==2.1', 'pandas>=2,<3'],
  ['pandas~=2.1', 'pandas'],
  ['pandas[aws]==2.1', 'pandas[aws]'],
  ['bar @ https://x.example/bar-1.0.whl', 'bar @ https://x.example/bar-1.0.whl'],
])('the line %j, which gives what %j asks for, is not warned of', (line, asked) => {
  const outdir = tempDir();
  write(outdir, { 'requirements.txt': `${line}\n` });
  expect(printedBy((project) => new LocalAirflow(project, { runtimeVersion: '3.1-12' }).addRequirement(asked), outdir)).toBe('');
});

describe('a pip project', () => {
  const pip = (dependencies: object, declare: (local: LocalAirflow) => void, outdir: string, options: LocalAirflowOptions = {}): string => printedBy((root) => {
    const project = new PythonProject({ logging: { level: LogLevel.WARN }, parent: root, outdir: 'a', name: 'a', moduleName: 'a', authorName: 'Orders', authorEmail: 'orders@example.com', version: '0.0.0', venvOptions: { envdir: '.projen-venv' }, pytest: false, sample: false, ...dependencies });
    declare(new LocalAirflow(project, { runtimeVersion: '3.1-12', ...options }));
  }, outdir);

  test('wins with a dependency over a declared requirement, and the synth warns', () => {
    expect(pip({ deps: ['pandas@2.1.0'] }, (local) => local.addRequirement('pandas==1.5.3'), tempDir()))
      .toContain('The dependencies of the project have "pandas==2.1.0", so addRequirement(\'pandas==1.5.3\') has no effect. Remove one of them.');
  });

  test('gets what a backend needs even if it is a dependency of the development, which the image does not have', () => {
    const outdir = tempDir();
    pip({ devDeps: [PROVIDER, 'pandas@2.1.0'] }, (local) => local.addRequirement('pandas==1.5.3'), outdir, { secretsBackend });
    expect(read(outdir, 'a/requirements.txt').split('\n').filter((line) => /^\w/.test(line)).sort()).toEqual([PROVIDER, 'pandas==1.5.3']);
    expect(read(outdir, 'a/requirements-dev.txt')).toContain(`\n${PROVIDER}\n`);
  });
});

test('an own line whose marker applies in no image does not count as installed', () => {
  const outdir = tempDir();
  write(outdir, { 'requirements.txt': `${PROVIDER} ; python_version<"3"\n` });
  expect(ours(synth({ runtimeVersion: '3.1-12', secretsBackend }, undefined, outdir))).toEqual([PROVIDER]);
});

describe('pip refuses a line without a hash beside one that has one, so a synth stops where', () => {
  const HASH = '--hash=sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae';
  const refusal = `requirements.txt has requirements with --hash, so pip would refuse the generated line ${PROVIDER}, which has none. Add the same with hashes to your own lines ("pip-compile --generate-hashes" writes them), then run again.`;

  test.each([
    ['an own line has a hash', { 'requirements.txt': `slack-sdk==3 ${HASH}\n` }],
    ['the hash is on the next line', { 'requirements.txt': `slack-sdk==3 \\\n    ${HASH}\n` }],
    ['an included file has one', { 'requirements.txt': '-r base.txt\n', 'base.txt': `slack-sdk==3 ${HASH}\n` }],
    ['the file asks for them', { 'requirements.txt': '--require-hashes\n' }],
  ])('%s', (_, files) => {
    const outdir = tempDir();
    write(outdir, files);
    expect(errorOf(() => synth({ runtimeVersion: '3.1-12', secretsBackend }, undefined, outdir))?.message).toBe(refusal);
    expect(read(outdir, 'requirements.txt')).toBe(files['requirements.txt']);
  });

  test('it does not where the own lines have the provider, or nothing is needed', () => {
    const outdir = tempDir();
    write(outdir, { 'requirements.txt': `${PROVIDER}==9.9.0 ${HASH}\n` });
    expect(ours(synth({ runtimeVersion: '3.1-12', secretsBackend }, undefined, outdir))).toBeUndefined();
    write(outdir, { 'requirements.txt': '# no --hash here\nslack-sdk==3\n' });
    expect(ours(synth({ runtimeVersion: '3.1-12', secretsBackend }, undefined, outdir))).toEqual([PROVIDER]);
  });
});

const AIRFLOWS: Array<[string, boolean]> = [
  ['apache-airflow==2.9.0', true],
  ['Apache_Airflow[s3]>=3.2', true],
  ['apache-airflow<3.1', true],
  ['apache-airflow~=2.9', true],
  ['apache-airflow', false],
  ['apache-airflow==3.1.*', false],
  ['apache-airflow==3.1.5', false],
  ['apache-airflow>=3,<4', false],
  ['apache-airflow~=3.0', false],
];

test.each(AIRFLOWS)('an Airflow other than that of the runtime is refused: %s: %s', (requirement, isRefused) => {
  const error = errorOf(() => synth({ runtimeVersion: '3.1-12' }, (local) => local.addRequirement(requirement)));
  expect(error?.message).toBe(isRefused ? `The requirement "${requirement}" does not go with the runtime 3.1-12, which has Airflow 3.1. Remove it, or use another runtime.` : undefined);
});

test.each(AIRFLOWS)('a line of the user\'s own with it has a warning: %s: %s', (requirement, isOfAnother) => {
  const outdir = tempDir();
  write(outdir, { 'requirements.txt': `${requirement}\n` });
  const printed = printedBy((project) => new LocalAirflow(project, { runtimeVersion: '3.1-12' }), outdir);
  expect(printed.includes(`"${requirement}" in requirements.txt does not go with the runtime 3.1-12, which has Airflow 3.1. Remove it, or use another runtime.`)).toBe(isOfAnother);
  expect(printed === '').toBe(!isOfAnother);
  expect(read(outdir, 'requirements.txt')).toBe(`${requirement}\n`);
});

test('a provider that is too old in an included file is not looked for in requirements.txt', () => {
  const outdir = tempDir();
  write(outdir, { 'requirements.txt': '-r base.txt\n', 'base.txt': `${PROVIDER}==8.1.0\n` });
  expect(errorOf(() => synth({ runtimeVersion: '3.1-12', secretsBackend }, undefined, outdir))?.message).toMatch(/^"apache-airflow-providers-amazon==8\.1\.0" in a file that requirements\.txt includes does not work on Airflow 3/);
});
