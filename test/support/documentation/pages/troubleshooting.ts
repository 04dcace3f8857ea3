import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { read, write } from '../../util';
import { astroTerminal } from '../commands';
import { entry, type Entry, type Proof } from '../proof';
import { commandsIn, Terminal } from '../terminal';

const LINUX = 'Native Linux: let the container user read your files';

/** The first lines run on a machine with a session; the others in a shell with what the declarations give a container: variables, mount, user. */
const placesToLook: Proof = ({ code }) => {
  const terminal = astroTerminal();
  terminal.runs('npx projen login');
  const commands = commandsIn(code);
  const enter = commands.indexOf('astro dev bash --scheduler');
  const outside = commands.slice(0, enter + 1).map((command) => terminal.runs(command));
  expect([outside[0].output, outside[1].output]).toEqual([expect.stringContaining('user/alice'), expect.stringMatching(/default.*\d\d:\d\d/)]);
  expect(outside[2].calls).toEqual(['astro dev bash --scheduler']);

  const container = new Terminal().answers('python', 'if [ "$1" = -c ]; then printf \'%s\\n\' "$2" > "$HOME/code.py"; fi').answers('airflow', 'echo hello').answers('id', 'echo 50000');
  fs.rmSync(path.join(container.home, '.aws'), { recursive: true });
  fs.cpSync(path.join(terminal.home, '.airflow-credentials/aws/default/mount'), path.join(container.home, '.aws'), { recursive: true });
  const { services } = parse(read(terminal.directory, 'docker-compose.override.yml')) as { services: { scheduler: { environment: Record<string, string> } } };
  const dotenv = Object.fromEntries(read(terminal.directory, '.env').split('\n').filter((line) => /^\w+=/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2)));
  const inside = commands.slice(enter + 1).map((command) => container.runs(command, { ...dotenv, ...services.scheduler.environment }));
  const [id, env, files, , variable] = inside;
  expect(code).toMatch(new RegExp(`^id -u +# ${id.stdout}`, 'm'));
  expect(env.stdout).toMatch(/^AIRFLOW__SECRETS__BACKEND=/m);
  expect(env.stdout).toMatch(/^AWS_CONFIG_FILE=\/home\/astro\/\.aws\/config$/m);
  expect(files.stdout).toMatch(/ config\n(?:.*\n)*.* session\.json\n/);
  expect(read(container.home, 'code.py')).toBe("import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])\n");
  expect(variable.calls).toEqual(['airflow variables get my_var']);
};

/** A home with what the AWS CLI writes after both kinds of sign-in. */
function home(): Terminal {
  const terminal = new Terminal();
  write(terminal.home, { '.aws/sso/cache/a.json': '', '.aws/sso/cache/b.json': '', '.aws/login/cache/c.json': '' });
  ['.aws', '.aws/sso', '.aws/login', '.aws/sso/cache', '.aws/login/cache'].forEach((name) => fs.chmodSync(path.join(terminal.home, name), 0o700));
  ['config', 'credentials'].forEach((name) => fs.chmodSync(path.join(terminal.home, '.aws', name), 0o600));
  return terminal;
}

/** What `setfacl` is called with, below the home; each path is there. The contract sets such permissions for real. */
function permissions(code: string): string[] {
  const terminal = home();
  const { calls } = terminal.runs(code);
  const paths = calls.flatMap((call) => call.split(' ').slice(3));
  expect(paths.filter((file) => !fs.existsSync(file))).toEqual([]);
  return calls.map((call) => call.replaceAll(`${terminal.home}/`, ''));
}

export const troubleshooting: readonly Entry[] = [
  entry('Find the place first', 'sh', placesToLook),
  entry(LINUX, 'sh',
    ({ code }) => expect(permissions(code)).toEqual(['setfacl -m u:50000:rx .aws', 'setfacl -m u:50000:r .aws/config .aws/credentials']),
    ({ code }) => {
      const terminal = home();
      terminal.runs(code);
      expect(['.aws', '.aws/config', '.aws/credentials'].map((name) => (fs.statSync(path.join(terminal.home, name)).mode & 0o777).toString(8))).toEqual(['705', '604', '604']);
    },
    ({ code }) => expect(permissions(code)).toEqual([
      'setfacl -m u:50000:rx .aws/sso .aws/login',
      'setfacl -m u:50000:rwx .aws/sso/cache .aws/login/cache',
      'setfacl -m u:50000:r .aws/sso/cache/a.json .aws/sso/cache/b.json',
      'setfacl -m u:50000:r .aws/login/cache/c.json',
    ])),
];
