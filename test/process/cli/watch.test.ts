import * as fs from 'node:fs';
import * as path from 'node:path';
import { SIGN_IN_ENDED } from '../../support/host/fake-cli';
import { SessionProject } from '../../support/host/session-project';
import { testIf } from '../../support/projects';
import { read, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');
const BIN = path.resolve(__dirname, '../../../bin/projen-astro-airflow');
const WATCHING = /renewing the keys of dev; Ctrl-C stops\n$/;

testUnix('login --watch says what it renews, and a signal ends it with the time until which the containers have keys', async () => {
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
    const project = new SessionProject();
    const running = project.begin(['login', '--watch']);
    await running.prints(WATCHING);
    expect(await running.end(signal)).toBe(code);
    expect(running.output).toMatch(/^AWS: keys of dev until ([\d: -]+)\nrenewing the keys of dev; Ctrl-C stops\nstopped; the containers keep their keys until \1\n$/);
  }
});

testUnix('login --watch that gets no keys to begin with does not watch', async () => {
  const running = new SessionProject(SIGN_IN_ENDED).begin(['login', '--watch']);
  expect([await running.end(), running.output]).toEqual([1, 'projen-astro-airflow: the sign-in of dev has ended: aws sso login --profile dev\n']);
});

testUnix('start --watch calls astro first, and watches if it starts', async () => {
  const project = new SessionProject();
  const running = project.begin(['start', '--watch', '-n']);
  await running.prints(WATCHING);
  expect(project.astro.calls().map(({ args }) => args)).toEqual([['dev', 'start', '-n']]);
  expect(await running.end('SIGINT')).toBe(130);
  expect(running.output).toMatch(/^AWS: keys of dev until .*\nfrom astro\nrenewing [^]*\nstopped; the containers keep their keys until /);
  expect(project.run(['start', '--watch'], { ASTRO_END: 'exit:3' })).toMatchObject({ status: 3, stderr: expect.not.stringContaining('renewing') });
});

testUnix('a logout while astro starts is seen by the watch after it: no keys come back', async () => {
  const project = new SessionProject();
  write(project.astro.programs, { 'astro.real': read(project.astro.programs, 'astro'), 'astro': `#!/bin/sh\n'${process.execPath}' '${BIN}' logout\nexec "$0.real" "$@"\n` });
  fs.chmodSync(path.join(project.astro.programs, 'astro.real'), 0o755);
  const running = project.begin(['start', '--watch']);
  expect(await running.end()).toBe(0);
  expect(running.output).toMatch(/^AWS: keys of dev until .*\nAWS: keys of dev removed; .*\nfrom astro\nrenewing .*\nAWS: the keys of dev were removed, so they are not renewed any more\n$/);
  expect([project.hasKeys(), project.aws.calls().length]).toEqual([false, 1]);
});

testUnix('start --watch --no-export gets the keys once Airflow runs', async () => {
  const project = new SessionProject();
  const running = project.begin(['start', '--watch', '--no-export']);
  await running.prints(/Ctrl-C stops\n\d\d:\d\d AWS: keys of dev until [\d: -]+\n$/);
  expect(await running.end('SIGTERM')).toBe(143);
});

testUnix('a signal during a renewal ends the AWS CLI, too', async () => {
  const project = new SessionProject({ hangs: true });
  const running = project.begin(['start', '--force', '--watch', '--no-export']);
  await running.until(() => project.aws.calls().length > 0);
  expect(await running.end('SIGTERM')).toBe(143);
  expect(running.output).toMatch(/stopped; the containers have no keys that are valid\n$/);
});
