import { SIGN_IN_ENDED } from '../../support/host/fake-cli';
import { SessionProject } from '../../support/host/session-project';
import { testIf } from '../../support/projects';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');
jest.setTimeout(240_000);

testUnix('a watch renews keys of 75 seconds before they end, says a failure once, is healed by a sign-in elsewhere, and ends with a logout', async () => {
  const project = new SessionProject({ seconds: 75 });
  const running = project.begin(['login', '--watch']);
  await running.prints(/Ctrl-C stops\n/);
  const first = project.keys().Expiration as string;
  await running.until(() => project.aws.calls().length > 1);
  expect(Date.now()).toBeLessThan(Date.parse(first));
  await running.until(() => project.keys().Expiration !== first);

  project.aws.answers(SIGN_IN_ENDED);
  const calls = project.aws.calls().length;
  await running.until(() => project.aws.calls().length > calls + 1, 100_000);
  expect(running.output.match(/the sign-in of dev has ended: aws sso login --profile dev\n/g)).toHaveLength(1);
  project.aws.answers({ seconds: 3_600 });
  await running.prints(/has ended: .*\n\d\d:\d\d AWS: keys of dev until [\d: -]+\n$/);

  expect(project.run(['logout']).status).toBe(0);
  expect(await running.end()).toBe(0);
  expect(running.output).toMatch(/\nAWS: the keys of dev were removed, so they are not renewed any more\n$/);
  expect(project.hasKeys()).toBe(false);
});
