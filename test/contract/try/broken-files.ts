import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { command, type DeveloperMachine } from './developer-machine';
import type { OnlineCheck } from './online-checks';
import { developerHome, devProfile } from '../airflow/developer';
import { ORDERS } from '../airflow/scenarios';
import { debianCli, firstCli, newestCli, type AwsCli } from '../session/aws-clis';
import { runProgram, type Ran } from '../tools/program';
import { pythonEnvironment } from '../tools/python';

const IMAGE = 'astrocrpublic.azurecr.io/runtime:3.3-8';
const SECRET = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00';
const CONFIG = '[profile dev]\nregion = us-west-2\n';
const CREDENTIALS = `[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${SECRET}\n`;

/** A file as somebody broke it, with the line that is wrong. */
interface Broken {
  readonly what: string;
  readonly file: 'config' | 'credentials';
  readonly text: string | Buffer;
  readonly line: number;
}

const BROKEN: readonly Broken[] = [
  { what: 'a header without its end', file: 'config', text: '[profile dev\nregion = us-west-2\n', line: 1 },
  { what: 'a header without a name', file: 'config', text: `[]\n${CONFIG}`, line: 1 },
  { what: 'a setting in no section', file: 'config', text: `region = us-west-2\n${CONFIG}`, line: 1 },
  { what: 'a setting without "="', file: 'config', text: `${CONFIG}output json\n`, line: 3 },
  { what: 'a section that is there twice', file: 'config', text: `${CONFIG}\n${CONFIG}`, line: 4 },
  { what: 'a setting that is there twice', file: 'config', text: `${CONFIG}Region = us-east-1\n`, line: 3 },
  { what: 'a byte order mark', file: 'config', text: `\uFEFF${CONFIG}`, line: 1 },
  { what: 'letters that are not UTF-8', file: 'config', text: Buffer.from(`${CONFIG}output = caf\u00E9\n`, 'latin1'), line: 3 },
  { what: 'UTF-16', file: 'config', text: Buffer.from(`\uFEFF${CONFIG}`, 'utf16le'), line: 1 },
  { what: 'a nested setting without "="', file: 'config', text: `${CONFIG}s3 =\n  addressing_style path\n`, line: 4 },
  { what: 'an indented line below a header', file: 'config', text: '[profile dev]\n  us-west-2\n', line: 2 },
  { what: 'JSON', file: 'config', text: '{"region": "us-west-2"}\n', line: 1 },
  { what: 'the secret on a line of its own', file: 'credentials', text: `[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n${SECRET}\n`, line: 3 },
  { what: 'keys in no section', file: 'credentials', text: CREDENTIALS.replace('[dev]\n', ''), line: 1 },
  { what: 'a header of keys without its end', file: 'credentials', text: CREDENTIALS.replace('[dev]', '[dev'), line: 1 },
  { what: 'keys that are there twice', file: 'credentials', text: `${CREDENTIALS}aws_secret_access_key = ${SECRET}\n`, line: 4 },
  { what: 'a section of keys that is there twice', file: 'credentials', text: CREDENTIALS + CREDENTIALS, line: 4 },
  { what: 'a nested setting among the keys without "="', file: 'credentials', text: `${CREDENTIALS}s3 =\n  addressing_style path\n`, line: 5 },
  { what: 'a secret without its name', file: 'credentials', text: `${CREDENTIALS}= ${SECRET}\n`, line: 4 },
];

/** What all clients take. */
const FINE: ReadonlyArray<Omit<Broken, 'line'> & { readonly line?: undefined }> = [
  { what: 'nothing wrong', file: 'config', text: CONFIG },
  { what: 'an indented section', file: 'config', text: '  [profile dev]\n  region = us-west-2\n' },
  { what: 'an open quote in a header', file: 'config', text: `[profile "x]\na = b\n${CONFIG}` },
];

const CLIS = { 'the AWS CLI of Debian': debianCli, 'the newest AWS CLI': newestCli, 'AWS CLI version 1': firstCli } as const;

/** That each file which real clients refuse is named with its line, and nothing of it printed. */
export const BROKEN_FILE_CHECKS: readonly OnlineCheck[] = [
  ...Object.entries(CLIS).map(([name, prepare]): OnlineCheck => ({
    name: `doctor: ${name} refuses a broken file of profiles, and the doctor names its line and no value`,
    async prove(machine) {
      const cli: AwsCli = await prepare(machine.run);
      const project = fs.mkdtempSync(path.join(machine.run.work, 'broken-'));
      machine.run.packages.synthesize(project, { image: IMAGE, rc: `new astro.LocalAirflow(project, ${ORDERS});` });
      const said: string[] = [];
      for (const broken of [...BROKEN, ...FINE]) {
        const home = homeWith(machine, broken);
        const { stdout, output }: Ran = await command({ ...machine, cli }, { project, home }, ['doctor', '--format', 'json']);
        assert.ok(!/AKIAIOS|wJalr/.test(output), `${broken.what}: a value is printed`);
        const { findings } = JSON.parse(stdout) as { findings: Array<{ id: string; verdict: string; line: string }> };
        const found = findings.filter(({ id }) => id === 'profile').map(({ verdict, line }) => `${verdict}: ${line}`).join();
        const isRight = broken.line !== undefined ? found.startsWith(`failure: ~/.aws/${broken.file} cannot be parsed, because of line ${broken.line}: `) : found.startsWith('ok: ');
        said.push(...isRight ? [] : [`${broken.what}: ${found}`]);
      }
      assert.deepEqual(said, []);
    },
  })),
  {
    name: 'doctor: botocore refuses the same files of profiles',
    async prove({ run }) {
      const { python } = pythonEnvironment(run, 'moto');
      const folder = fs.mkdtempSync(path.join(run.work, 'botocore-'));
      const files = [...BROKEN, ...FINE].map(({ text }, index) => {
        const name = path.join(folder, String(index));
        fs.writeFileSync(name, text);
        return name;
      });
      const { stdout, output } = await runProgram(python, ['-c', BOTOCORE], { input: JSON.stringify(files) });
      assert.deepEqual(JSON.parse(stdout || '[]'), [...BROKEN.map(() => 'ConfigParseError'), ...FINE.map(() => '')], output);
    },
  },
];

const BOTOCORE = `
import json, sys
from botocore.configloader import raw_config_parse
def read(name):
    try:
        raw_config_parse(name)
    except Exception as error:
        return type(error).__name__
    return ""
print(json.dumps([read(name) for name in json.load(sys.stdin)]))
`;

function homeWith({ run, aws }: DeveloperMachine, { file, text }: Pick<Broken, 'file' | 'text'>): string {
  const home = developerHome(fs.mkdtempSync(path.join(run.work, 'home-')), devProfile(aws, aws.keys.developer));
  Object.entries({ config: CONFIG, credentials: CREDENTIALS, [file]: text }).forEach(([name, content]) => fs.writeFileSync(path.join(home, '.aws', name), content));
  return home;
}
