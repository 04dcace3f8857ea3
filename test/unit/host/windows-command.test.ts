import { commandOf } from '../../../src/host/windows-command';

test('a program is started as it is', () => {
  expect(commandOf('/usr/bin/aws', ['--profile', 'my dev'], {})).toEqual({ file: '/usr/bin/aws', args: ['--profile', 'my dev'], verbatim: false });
  expect(commandOf('C:\\Program Files\\Amazon\\AWSCLIV2\\aws.exe', ['x'], {})).toMatchObject({ args: ['x'], verbatim: false });
});

test('a .cmd is started by cmd.exe, and no argument is taken for more than one, or for a command', () => {
  expect(commandOf('C:\\Program Files\\az.cmd', ['account', 'a b', 'x&calc', '"%PATH%"', 'end\\'], { ComSpec: 'C:\\cmd.exe' })).toEqual({
    file: 'C:\\cmd.exe',
    args: ['/d', '/s', '/c', '"C:\\Program^ Files\\az.cmd ^^^"account^^^" ^^^"a^^^ b^^^" ^^^"x^^^&calc^^^" ^^^"\\^^^"^^^%PATH^^^%\\^^^"^^^" ^^^"end\\\\^^^""'],
    verbatim: true,
  });
});
