import * as fs from 'node:fs';
import * as path from 'node:path';
import { FORMAT_NAMES } from '../../../src/cli/drift-output';
import { run } from '../../support/cli/in-process';
import { testIf } from '../../support/projects';
import { tempDir } from '../../support/util';

/** As the messages list them. */
const FORMATS = FORMAT_NAMES.join(', ');

describe('without a command that there is', () => {
  test('nothing at all gets the usage', () => {
    expect(run()).toEqual({ code: 2, out: '', err: expect.stringMatching(/^Usage: projen-astro-airflow/) });
  });

  test.each([[['sweep']], [['toString']], [['__proto__']], [['']], [['help', 'sweep']]])('%j gets the usage with the reason', (args) => {
    const name = args.at(-1);
    expect(run(...args)).toEqual({ code: 2, out: '', err: expect.stringMatching(new RegExp(`^projen-astro-airflow: there is no command "${name}"\\.\nUsage`)) });
  });

  test.each([
    [['strat'], 'start'],
    [['logon'], 'login'],
    [['log-out'], 'logout'],
    [['dirft', '--diff'], 'drift'],
    [['Clean'], 'clean'],
    [['test'], 'pytest'],
    [['hlep'], 'help'],
    [['help', 'restrat'], 'restart'],
  ])('%j gets the name of the nearest one', (args, meant) => {
    const name = args.find((arg) => arg !== 'help');
    expect(run(...args)).toEqual({ code: 2, out: '', err: `projen-astro-airflow: there is no command "${name}". Did you mean "${meant}"? Run npx projen-astro-airflow --help.\n` });
  });

  test.each([
    [['--strict', 'drift'], "Unknown option '--strict' before a command. Options follow the command. Run npx projen-astro-airflow --help."],
    [['-v'], "Unknown option '-v' before a command. Options follow the command. Run npx projen-astro-airflow --help."],
    [['help', 'drift', 'clean'], 'help takes one command, and got drift clean. Run npx projen-astro-airflow --help.'],
  ])('%j gets one line with the reason', (args, message) => {
    expect(run(...args)).toEqual({ code: 2, out: '', err: `projen-astro-airflow: ${message}\n` });
  });
});

describe('arguments that a command does not have', () => {
  test.each([
    [['clean', '--force'], "Unknown option '--force' for clean. Run npx projen-astro-airflow clean --help."],
    [['clean', '--strict'], "Unknown option '--strict' for clean. Run npx projen-astro-airflow clean --help."],
    [['clean', '--strict', '--format', 'sarif'], "Unknown option '--strict' for clean. Run npx projen-astro-airflow clean --help."],
    [['clean', '--format', 'json'], "Unknown option '--format' for clean. Run npx projen-astro-airflow clean --help."],
    [['drift', '--sync'], "Unknown option '--sync' for drift. Run npx projen-astro-airflow drift --help."],
    [['drift', '-fx'], "Unknown option '-f' for drift. Run npx projen-astro-airflow drift --help."],
    [['drift', '--fromat', 'json'], "Unknown option '--fromat' for drift. Did you mean --format? Run npx projen-astro-airflow drift --help."],
    [['login', '--form-environment'], "Unknown option '--form-environment' for login. Did you mean --from-environment? Run npx projen-astro-airflow login --help."],
    [['login', '--fromEnvironment'], "Unknown option '--fromEnvironment' for login. Did you mean --from-environment? Run npx projen-astro-airflow login --help."],
    [['doctor', '--json'], "Unknown option '--json' for doctor. Did you mean --format json? Run npx projen-astro-airflow doctor --help."],
    [['clean', '--hlep'], "Unknown option '--hlep' for clean. Did you mean --help? Run npx projen-astro-airflow clean --help."],
    [['drift', '--version'], "Unknown option '--version' for drift. Run npx projen-astro-airflow drift --help."],
    [['drift', '--no-diff'], "Unknown option '--no-diff' for drift. Run npx projen-astro-airflow drift --help."],
    [['clean', '--help=yes'], "Option '-h, --help' does not take an argument. Run npx projen-astro-airflow clean --help."],
    [['drift', '--strict=yes'], "Option '--strict' does not take an argument. Run npx projen-astro-airflow drift --help."],
    [['drift', '--format'], "Option '--format <value>' argument missing. Run npx projen-astro-airflow drift --help."],
    [['drift', '--format', '--strict'], "Option '--format' argument is ambiguous. Did you forget to specify the option argument for '--format'? Run npx projen-astro-airflow drift --help."],
    [['drift', '--format', 'xml'], `--format xml is none of ${FORMATS}. Choose one of them.`],
    [['drift', '--format', 'toString'], `--format toString is none of ${FORMATS}. Choose one of them.`],
    [['drift', '--format='], `--format "" is none of ${FORMATS}. Choose one of them.`],
    [['drift', 'a', 'b'], 'drift takes one directory, and got a b. Run npx projen-astro-airflow drift --help.'],
    [['clean', 'a', 'b'], 'clean takes one directory, and got a b. Run npx projen-astro-airflow clean --help.'],
    [['login', '--watch', '--status'], 'login takes --watch or --status, and got both. Choose one of them.'],
    [['login', '--watch', '--from-environment'], 'login takes --watch or --from-environment, and got both. Choose one of them.'],
    [['login', '--format', 'text'], '--format applies to --status alone. Add --status.'],
    [['login', '--status', '--format', 'sarif'], '--format sarif is none of text, json. Choose one of them.'],
    [['login', '--force'], "Unknown option '--force' for login. Run npx projen-astro-airflow login --help."],
    [['logout', '--watch'], "Unknown option '--watch' for logout. Run npx projen-astro-airflow logout --help."],
    [['login', '/nowhere'], '/nowhere is not a directory. Name the Astro project\'s directory, or run the command in it.'],
    [['logout', '/nowhere'], '/nowhere is not a directory. Name the Astro project\'s directory, or run the command in it.'],
    [['clean', '--', '--strict', 'b'], 'clean takes one directory, and got --strict b. Run npx projen-astro-airflow clean --help.'],
  ])('%j does nothing, says why in one line on stderr, and exits 2', (args, message) => {
    expect(run(...args)).toEqual({ code: 2, out: '', err: `projen-astro-airflow: ${message}\n` });
  });

  test.each([[['--format', 'json', '--loud']], [['--format=json', 'a', 'b']]])('drift %j says in JSON what is wrong with its arguments', (args) => {
    const { code, out, err } = run('drift', ...args);
    expect([code, err, JSON.parse(out)]).toEqual([2, '', { schemaVersion: 1, result: 'error', message: expect.stringContaining('Run npx projen-astro-airflow drift --help.') }]);
  });

  test('drift says in an annotation what is wrong with its arguments, where that format is asked for', () => {
    expect(run('drift', '--loud', '--format', 'github')).toEqual({ code: 2, out: expect.stringMatching(/^::error title=Drift check::Unknown option '--loud' for drift\. .*\n$/), err: '' });
  });
});

describe('a directory that clean cannot take', () => {
  test.each([
    ['/nowhere', '/nowhere is not a directory.'],
    [__filename, `${__filename} is not a directory.`],
    ['', '"" is not a directory.'],
  ])('%j', (directory, message) => {
    expect(run('clean', directory)).toEqual({ code: 2, out: '', err: `projen-astro-airflow: ${message} Name the Astro project's directory, or run the command in it.\n` });
  });

  testIf(process.platform !== 'win32', 'links')('a link to itself', () => {
    const link = path.join(tempDir(), 'loop');
    fs.symlinkSync('loop', link);
    expect(run('clean', link)).toEqual({ code: 2, out: '', err: `projen-astro-airflow: ${link} cannot be read: ELOOP: too many symbolic links encountered. Name the Astro project's directory, or run the command in it.\n` });
  });
});
