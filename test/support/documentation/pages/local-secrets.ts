import { parse } from 'yaml';
import { readPage } from '../../pages';
import { read } from '../../util';
import { lines, projenNew } from '../commands';
import { onceForEachCode } from '../elsewhere';
import { entry, type Entry, type Proof } from '../proof';
import { Terminal } from '../terminal';

const PAGE = 'docs/local-secrets.md';

/** A new project that runs without an account; two pages have the same lines, which run once. */
export const withoutAccount: Proof = onceForEachCode(lines({
  'npx projen new --from projen-astro-airflow --name orders-pipelines --local-secrets': { ...projenNew, writes: [...projenNew.writes!, 'secrets/variables.yaml', 'secrets/connections.yaml'] },
  'npx projen start': { calls: ['astro dev start'] },
  'astro dev run dags test example_secrets_dag': { calls: ['astro dev run dags test example_secrets_dag'] },
}, () => new Terminal()));

/** The page's file has the entries of the one that a synth creates, and more. */
const file: Proof = ({ code }) => {
  const [, name] = /^# (\S+)\n/.exec(code)!;
  const { directory } = Terminal.in(readPage(PAGE).blocks.find(({ language }) => language === 'ts')!.code);
  expect(parse(code)).toMatchObject(parse(read(directory, name)) as object);
};

export const localSecrets: readonly Entry[] = [
  entry('Local secrets: try it without a cloud', 'sh', withoutAccount),
  entry('The files', 'yaml', file, file),
];
