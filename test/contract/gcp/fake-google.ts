import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ComposeService } from '../airflow/compose-service';
import { NotPrepared, type RowRun } from '../row';
import { mustRun, startServer } from '../tools/program';
import { pythonEnvironment } from '../tools/python';

/** What the stand-in has. */
export interface GoogleContent {
  /** Values, by the whole name of a version. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Who may read them all. */
  readonly readers: readonly string[];
  /** Whose each refresh token is; another one was revoked. */
  readonly refreshTokens: Readonly<Record<string, string>>;
  /** Who may impersonate a service account. */
  readonly impersonators: Readonly<Record<string, readonly string[]>>;
}

/** A call, as the stand-in has seen it. */
export interface GoogleCall {
  readonly call: 'access' | 'token' | 'ready';
  /** Of a version. */
  readonly name?: string;
  /** Who asked: whose token it was. */
  readonly who?: string;
  readonly answer?: string;
  readonly path?: string;
}

/** A stand-in for Google that checks tokens and records names, on addresses of this row alone. */
export interface FakeGoogle {
  /** What leads a container to it. */
  readonly besides: ComposeService;
  calls(): GoogleCall[];
}

const HOSTS = { secretManager: ['secretmanager.googleapis.com'], tokens: ['oauth2.googleapis.com', 'iamcredentials.googleapis.com'] } as const;
/** Where the containers see names and certificate. */
const CERTIFICATE = '/etc/stand-in.pem';

/**
 * Starts it; it ends with the row.
 *
 * @param python the environment with Google's own types of messages
 * @throws NotPrepared if it cannot listen
 */
export async function startFakeGoogle(run: RowRun, python: string, content: GoogleContent): Promise<FakeGoogle> {
  const [key, cert, settings, hosts] = ['google.key', 'google.pem', 'google.json', 'google.hosts'].map((name) => path.join(run.work, name));
  await mustRun('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=a stand-in for Google', '-keyout', key, '-out', cert,
    '-addext', `subjectAltName=${Object.values(HOSTS).flat().map((name) => `DNS:${name}`).join(',')}`,
  ]);
  const network = `127.${100 + (process.pid % 100)}.${1 + Math.floor(Math.random() * 250)}`;
  const addresses = { secretManager: `${network}.1`, tokens: `${network}.2` };
  fs.writeFileSync(settings, JSON.stringify({ ...content, ...addresses, key, cert }));
  const lines = Object.entries(HOSTS).flatMap(([service, names]) => names.map((name) => `${addresses[service as keyof typeof addresses]} ${name}\n`));
  fs.writeFileSync(hosts, ['127.0.0.1 localhost\n', ...lines].join(''));
  [cert, hosts].forEach((file) => fs.chmodSync(file, 0o644));
  const server = startServer(run, pythonEnvironment(run, python).python, [path.join(__dirname, 'fake_google.py'), settings], { cwd: run.work, env: { PATH: process.env.PATH } });
  const calls = (): GoogleCall[] => server.log().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as GoogleCall);
  for (const end = performance.now() + 60_000; !calls().some(({ call }) => call === 'ready');) {
    if (!server.alive() || performance.now() > end) {
      throw new NotPrepared(`the stand-in for Google did not start: ${server.log().trim().split('\n').at(-1)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const mount = (source: string, target: string) => ({ source, target, readOnly: true, create: false });
  return {
    besides: {
      environment: { REQUESTS_CA_BUNDLE: CERTIFICATE, GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: CERTIFICATE },
      mounts: [mount(hosts, '/etc/hosts'), mount(cert, CERTIFICATE)],
    },
    calls,
  };
}
