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
    const { region, allowing } = online.access.value;
    return online.secrets.map((secret) => judgeOne(secret, { region, allowing, tryCommand: commands.try }));
  },
};

/** Where it was asked, and what helps. */
interface Asked {
  readonly region?: string;
  readonly allowing: string;
  readonly tryCommand: string;
}

function judgeOne({ kind, key, name, answer }: ExampleSecret, { region, allowing, tryCommand }: Asked): Judgement {
  const what = `the ${kind} ${key} of the example DAG (the secret ${name}${region === undefined ? '' : ` in ${region}`})`;
  const begun = what.replace(/^t/, 'T');
  if ('unknown' in answer) {
    return unknown(`Whether ${what} can be read is not known: ${answer.unknown}.`);
  }
  switch (answer.state) {
    case 'ok':
      return ok(`${what} can be read`);
    case 'absent':
      return failure(`${begun} does not exist.`, `${tryCommand} prints the command that creates it; or correct ${region === undefined ? 'the' : 'region and'} prefix in the rc file`);
    case 'refused':
      return failure(`${begun} may not be read: the identity lacks ${answer.permission}.`, `allow ${answer.permission}, ${allowing}`);
    case 'failed':
      return failure(`${begun} cannot be read: ${answer.why}.`, answer.fix);
  }
}
