import { failure, ok, unknown, type Check, type Judgement } from '../check';
import type { ExampleSecret } from '../facts';

export const check: Check = {
  id: 'online-secrets',
  group: 'airflow',
  looksAt: 'with `--online`: whether the secrets of the example DAG are there, and may be read',
  judge: ({ online, commands }) => {
    if (online?.secrets === undefined || 'unknown' in online.access) {
      return [];
    }
    const { region } = online.access.value;
    return online.secrets.map((secret) => judgeOne(secret, region, commands.try));
  },
};

function judgeOne({ kind, key, name, answer }: ExampleSecret, region: string | undefined, tryCommand: string): Judgement {
  const what = `the ${kind} ${key} of the example DAG (the secret ${name}${region === undefined ? '' : ` in ${region}`})`;
  const begun = what.replace(/^t/, 'T');
  if ('unknown' in answer) {
    return unknown(`Whether ${what} can be read is not known: ${answer.unknown}.`);
  }
  switch (answer.state) {
    case 'ok':
      return ok(`${what} can be read`);
    case 'absent':
      return failure(`${begun} does not exist.`, `${tryCommand} prints the command that creates it; or correct region and prefix in the rc file`);
    case 'refused':
      return failure(`${begun} may not be read: the identity lacks ${answer.permission}.`, `allow ${answer.permission}, as iamPolicyDocument() of the backend does (docs/guide.md, "The IAM policy")`);
    case 'failed':
      return failure(`${begun} cannot be read: ${answer.why}.`, answer.fix);
  }
}
