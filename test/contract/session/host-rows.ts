import * as assert from 'node:assert/strict';
import { debianCli, firstCli, newestCli, type AwsCli } from './aws-clis';
import { startAwsFront } from './aws-front';
import { FOLDER_CHECKS } from './folder-checks';
import { DEV, machineWith, type HostCheck } from './host-setting';
import { KEY_CHECKS } from './key-checks';
import { MFA_CHECKS } from './mfa-checks';
import { roleFiles, ROLE_CHECKS } from './role-checks';
import { Container } from '../airflow/container';
import { startFakeAws } from '../airflow/fake-aws';
import { iamActions } from '../airflow/rows';
import { proveAll } from '../airflow/setting';
import { startSsoPortal } from '../airflow/sso-portal';
import { awsContent, REGION } from '../airflow/stored';
import type { Row } from '../row';
import { LOGIN_CHECKS, SIGN_IN_CHECKS } from './sign-in-checks';

const EACH_CLI = [...ROLE_CHECKS, ...MFA_CHECKS, ...SIGN_IN_CHECKS, ...KEY_CHECKS];

/** What stands in the way of a CLI, or is none. */
const NO_CLI_CHECKS: readonly HostCheck[] = [
  {
    name: 'version 1 of the AWS CLI has no such command, and no AWS CLI is none: both are named as causes',
    async prove(setting) {
      const machine = machineWith(setting, roleFiles(setting));
      assert.deepEqual(await machine.failure(DEV), { text: 'this AWS CLI has no command "configure export-credentials". Install version 2.9 or newer.' });
      assert.match((await machine.with({ cli: undefined }).failure(DEV)).text, /^there is no AWS CLI \(a command aws\) on the PATH\. Install AWS CLI version 2/);
    },
  },
];

/** The session on the developer's machine, up to what the containers get. */
export const SESSION_HOST: Row = {
  name: 'session-host',
  title: 'a session on the developer\'s machine: real AWS CLIs, roles, MFA, single sign-on, and who may read the keys',
  async run(run) {
    Container.checkPossible();
    const clis = [await debianCli(run), await newestCli(run)];
    const aws = await startFakeAws(run, { ...awsContent(iamActions(run)), parameters: [], refused: [] });
    const { endpoint } = await startSsoPortal(run, aws.keys.signedIn);
    const front = await startAwsFront(run, REGION, [['portal.sso.', endpoint], ['oidc.', endpoint], ['sts.', aws.endpoint]]);
    const withCli = (cli: AwsCli, checks: readonly HostCheck[], before = ''): HostCheck[] => checks.map((check) => ({ name: `${before}${check.name}`, prove: () => check.prove({ run, cli, aws, front }) }));
    // All at once, so that those which wait do so beside the others.
    await proveAll({ run, cli: clis[0], aws, front }, [
      ...withCli(clis[0], FOLDER_CHECKS),
      ...clis.flatMap((cli) => withCli(cli, [...EACH_CLI, ...cli.knowsLogin ? LOGIN_CHECKS : []], `${cli.name}: `)),
      ...withCli(firstCli(run), NO_CLI_CHECKS),
    ]);
  },
};
