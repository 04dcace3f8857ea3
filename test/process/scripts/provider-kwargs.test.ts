import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { testIf } from '../../support/projects';
import { hasPython } from '../../support/python';
import { tempDir } from '../../support/util';

const ROOT = path.resolve(__dirname, '../../..');
const SCRIPT = path.join(ROOT, 'scripts/provider_kwargs.py');

const VAULT = 'airflow/providers/hashicorp/secrets/vault.py';

/** A wheel with the files that the script reads of it. */
function wheel(folder: string, name: string, version: string, files: Readonly<Record<string, string>>, metadata: string = ''): void {
  const program = `import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    for name, text in json.load(sys.stdin).items():
        wheel.writestr(name, text)`;
  const all = { ...files, [`${name}-${version}.dist-info/METADATA`]: `Metadata-Version: 2.4\nName: ${name}\nVersion: ${version}\n${metadata}` };
  const { status, stderr } = spawnSync('python3', ['-c', program, path.join(folder, `${name}-${version}-py3-none-any.whl`)], { input: JSON.stringify(all), encoding: 'utf-8' });
  expect([status, stderr]).toEqual([0, '']);
}

function moduleOf(folder: string): string {
  const { status, stdout, stderr } = spawnSync('python3', [SCRIPT, '--wheels', folder], { encoding: 'utf-8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

function constructor(name: string, parameters: string): string {
  return `from airflow.secrets import BaseSecretsBackend\n\nclass Helper:\n    def __init__(self, no_kwarg): ...\n\nclass ${name}(BaseSecretsBackend):\n    def get(self, key): ...\n\n    def __init__(self, ${parameters}):\n        raise SystemExit("nothing of a wheel is run")\n`;
}

testIf(hasPython('zipfile'), 'Python')('the script reads from wheels which release brought and dropped an argument, and which works on which Airflow', () => {
  const folder = tempDir();
  const name = 'apache_airflow_providers_hashicorp';
  wheel(folder, name, '2.9.0', { [VAULT]: constructor('VaultBackend', 'url=None, old=1') }, 'Requires-Dist: apache-airflow (>=2.3.0)\n');
  wheel(folder, name, '2.10.0', { [VAULT]: constructor('VaultBackend', 'url=None, *, old=1, region=None, **kwargs') }, 'Requires-Dist: apache-airflow>=2.3.0\n');
  wheel(folder, name, '3.0.0', { [VAULT]: constructor('VaultBackend', 'url: str | None = None, *, region: str = "a", **kwargs') }, 'Requires-Dist: apache-airflow>=2.11.0\n');
  const text = moduleOf(folder);
  expect(text).toContain(`
  'airflow.providers.hashicorp.secrets.vault.VaultBackend': {
    distribution: 'apache-airflow-providers-hashicorp',
    newest: '3.0.0',
    since: '2.9.0',
    kwargs: { url: '', region: '2.10.0', old: '..2.10.0' },
    takesMore: true,
  },
`);
  expect(text).toContain("\n  'apache-airflow-providers-hashicorp': { '2.3': '2.10.0', '2.11': '3.0.0' },\n");
});

testIf(hasPython('zipfile'), 'Python')('of Airflow itself a minor is a release, whichever of its two distributions has the class', () => {
  const folder = tempDir();
  const file = 'airflow/secrets/local_filesystem.py';
  wheel(folder, 'apache_airflow', '2.11.2', { [file]: constructor('LocalFilesystemBackend', 'variables_file_path=None') });
  wheel(folder, 'apache_airflow_core', '3.0.6', { [file]: constructor('LocalFilesystemBackend', 'variables_file_path=None, configs_file_path=None') });
  expect(moduleOf(folder)).toContain(`    distribution: 'apache-airflow',
    newest: '3.0',
    since: '2.11',
    kwargs: { variables_file_path: '', configs_file_path: '3.0' },
    takesMore: false,
`);
});

testIf(hasPython('zipfile'), 'Python')('the committed data is in the form that the script writes', () => {
  const [header] = moduleOf(tempDir()).split('export const PROVIDER_KWARGS');
  const committed = fs.readFileSync(path.join(ROOT, 'src/clouds/provider-kwargs.ts'), 'utf-8');
  expect(committed.startsWith(header)).toBe(true);
  expect(committed.length).toBeLessThan(20_000);
});
