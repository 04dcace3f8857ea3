import manifest from '../../../package.json';
import { COMMAND_NAMES, COMMANDS, commandOf } from '../../../src/cli/commands';
import { run } from '../../support/cli/in-process';

test.each(['--help', '-h', 'help'])('%s prints how the command line is used, and exits 0', (word) => {
  expect(run(word)).toEqual({ code: 0, out: expect.stringMatching(/^Usage: projen-astro-airflow drift \[DIR\]/), err: '' });
});

test('the usage has the arguments and a one-line summary of every command', () => {
  const { out } = run('help');
  for (const name of COMMAND_NAMES) {
    const { synopsis, summary } = commandOf(name)!;
    expect(out).toContain(`projen-astro-airflow ${name} ${synopsis}\n`);
    expect(out).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
  }
});

test('the usage fits into a terminal of 120 columns', () => {
  const texts = [run('help').out, ...COMMAND_NAMES.map((name) => run('help', name).out)];
  expect(texts.flatMap((text) => text.split('\n')).filter((line) => line.length > 120)).toEqual([]);
});

test.each(COMMAND_NAMES)('help %s prints the usage of that command, and calls no other program', (name) => {
  const { out, ...others } = run('help', name);
  expect(others).toEqual({ code: 0, err: '' });
  expect(out).toMatch(new RegExp(`^Usage: projen-astro-airflow ${name} .*\n\n[^]*\n\nExit code: `));
});

test.each(['drift', 'clean'])('%s --help and -h print what help prints, whatever else is given', (name) => {
  const { out } = run('help', name);
  for (const args of [['--help'], ['-h'], ['a', 'b', '--help']]) {
    expect(run(name, ...args)).toEqual({ code: 0, out, err: '' });
  }
});

test('every option of a command is in its usage', () => {
  for (const name of COMMAND_NAMES) {
    const command = commandOf(name)!;
    const options = 'options' in command ? Object.keys(command.options as object) : [];
    expect(options.filter((option) => !command.details.includes(`\n  --${option} `))).toEqual([]);
  }
});

test('every command has the name that the table has for it', () => {
  expect(Object.values(COMMANDS).map((load) => load().command.name)).toEqual(COMMAND_NAMES);
});

test('--version prints the version of the package', () => {
  expect(run('--version')).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
});
