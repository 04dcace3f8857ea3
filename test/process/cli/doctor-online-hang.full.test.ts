import { machine, MOUNTED, rcWith } from '../../support/cli/online-machine';

const testPosix = process.platform === 'win32' ? test.skip : test;

testPosix('doctor --online: an AWS CLI that hangs is not waited for longer than half a minute', () => {
  const made = machine(rcWith(`${MOUNTED}, secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {}`));
  made.standIns.aws({ 'get-caller-identity': { hang: true }, 'get-secret-value': { hang: true } });
  const start = Date.now();
  const { lines } = made.online();
  expect(lines.every((line) => line.startsWith('unknown: ') && line.includes('did not answer within 30 s'))).toBe(true);
  expect(Date.now() - start).toBeLessThan(45_000);
});
