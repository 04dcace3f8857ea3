import * as path from 'node:path';
import { NotPrepared, type RowRun } from '../row';
import { mustRun, startServer } from '../tools/program';
import { pythonEnvironment } from '../tools/python';

/** A key of AWS. */
export interface AwsKey {
  readonly id: string;
  readonly secret: string;
  readonly token?: string;
}

/** A secret of Secrets Manager or a parameter of Parameter Store. */
export interface StoredSecret {
  readonly region: string;
  readonly name: string;
  readonly value: string;
}

/** What is put into the stand-in before its access control is switched on. */
export interface AwsContent {
  /** The IAM actions that the developer is allowed, and the role. */
  readonly actions: readonly string[];
  readonly secrets: readonly StoredSecret[];
  readonly parameters: readonly StoredSecret[];
  /** Names that no parameter may have. */
  readonly refused: readonly string[];
}

/** A stand-in for AWS on loopback (moto), which refuses whoever has not the right key and permission. */
export interface FakeAws {
  /** Its URL. */
  readonly endpoint: string;
  /** Keys of a developer who reads secrets, of a stranger, of one who may only assume the role, and of one who signed in. */
  readonly keys: Readonly<Record<'developer' | 'stranger' | 'assumer' | 'signedIn', AwsKey>>;
  /** The ARN of the role. */
  readonly role: string;
  /** What it answered to each key, and to wrong ones, when it was asked for a secret: true for the right one, or the HTTP status. */
  readonly answers: Readonly<Record<string, boolean | number>>;
  /** The codes of the errors with which it refused names of parameters; null for a name that it took. */
  readonly refused: Readonly<Record<string, string | null>>;
}

/** Where it listens. */
export interface FakeAwsPlace {
  /** The beginning of a command line that is run in another network. */
  readonly network: readonly string[];
  readonly address: string;
}

const HERE: FakeAwsPlace = { network: [], address: '127.0.0.1' };

/**
 * Starts a stand-in for AWS on a free port; it ends with the row.
 *
 * @throws NotPrepared if it does not come up
 */
export async function startFakeAws(run: RowRun, content: AwsContent, { network, address }: FakeAwsPlace = HERE): Promise<FakeAws> {
  const moto = pythonEnvironment(run, 'moto');
  run.version('moto', moto.version('moto'));
  // Without keys and settings of whoever runs this.
  const env = { PATH: process.env.PATH, HOME: run.work, AWS_EC2_METADATA_DISABLED: 'true' };
  const [command, ...args] = [...network, path.join(moto.directory, 'bin', 'moto_server'), '--host', address, '--port', '0'];
  const server = startServer(run, command, args, {
    cwd: run.work, env: { ...env, INITIAL_NO_AUTH_ACTION_COUNT: '1000000' },
  });
  // Port 0 is a free one, which the server names.
  const endpoint = await until(() => /Running on (http:\S+)/.exec(server.log())?.[1], () => server.alive(), () => `moto did not start: ${server.log()}`);
  const [program, ...words] = [...network, moto.python, path.join(__dirname, 'fill_aws.py')];
  const { stdout } = await mustRun(program, words, { env, input: JSON.stringify({ ...content, endpoint }) });
  return { endpoint, ...JSON.parse(stdout) as Omit<FakeAws, 'endpoint'> };
}

/** Waits for a value, as long as there is hope. */
async function until<T>(value: () => T | undefined, hope: () => boolean, complaint: () => string): Promise<T> {
  for (const end = performance.now() + 30_000; ;) {
    const found = value();
    if (found !== undefined) {
      return found;
    }
    if (!hope() || performance.now() > end) {
      throw new NotPrepared(complaint().trim().split('\n').at(-1));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
