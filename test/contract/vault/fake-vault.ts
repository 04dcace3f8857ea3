import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RowRun } from '../row';

/** A secret by its path below the mount, as fields. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What the stand-in has. */
export interface VaultContent {
  /** By the path of the engine's mount: its version, and its secrets. */
  readonly mounts: Readonly<Record<string, { readonly version: 1 | 2; readonly secrets: Secrets; readonly namespace?: string }>>;
  /** Paths that a token may read, as policies name them. */
  readonly policies: Readonly<Record<string, readonly string[]>>;
}

/** A question that the stand-in was asked. */
export interface Asked {
  readonly method: string;
  /** Of the URL, as it was sent. */
  readonly path: string;
  readonly token?: string;
  readonly namespace?: string;
  readonly status: number;
}

/** A role of AppRole: the place of the method, and the ids. */
export interface AppRole {
  readonly mount: string;
  readonly roleId: string;
  readonly secretId: string;
}

export const ROLE: AppRole = { mount: 'approle', roleId: '84896a0c-1347-aa90-a4f6-aca8b7558780', secretId: '37b74931-c4cd-d49a-9246-ccc62d682a25' };
export const TEAM_ROLE: AppRole = { ...ROLE, mount: 'team/approle' };

/**
 * A stand-in for HashiCorp Vault that checks tokens, policies, namespaces and the ids of AppRole, with the answers of Vault 1.21.4, and records
 * what it was asked. Vault itself cannot be built from its module alone: it needs the parts of its own repository in another state than released.
 */
export class FakeVault {
  static async start(run: RowRun, content: VaultContent): Promise<FakeVault> {
    const vault = new FakeVault(content);
    await new Promise<void>((resolve) => vault.server.listen(0, '127.0.0.1', resolve));
    run.cleanUp(() => vault.server.close());
    return vault;
  }

  private readonly server = http.createServer((request, response) => this.receive(request, response));
  /** Tokens that are valid, each with the names of its policies. */
  private readonly tokens = new Map<string, readonly string[]>();
  private readonly asked: Asked[] = [];
  private made = 0;

  private constructor(private readonly content: VaultContent) {}

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A new token with a policy. */
  token(policy = 'airflow-read'): string {
    const token = `hvs.token-${++this.made}-${Math.random().toString(36).slice(2)}`;
    this.tokens.set(token, [policy]);
    return token;
  }

  /** The token is not valid from now on, as after its end. */
  revoke(token: string): void {
    this.tokens.delete(token);
  }

  /** What was asked with a token, or for one, since the mark: paths that a policy opens. */
  pathsAskedWith(token: string): string[] {
    return this.asked.filter((one) => one.token === token && one.method === 'GET' && !one.path.startsWith('/v1/auth/')).map(({ path }) => path);
  }

  /** All questions. */
  questions(): readonly Asked[] {
    return this.asked;
  }

  private receive(request: http.IncomingMessage, response: http.ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const header = (name: string): string | undefined => request.headers[name] as string | undefined;
      const question = { method: request.method!, path: request.url!, token: header('x-vault-token'), namespace: header('x-vault-namespace') };
      const [status, answer] = this.answer(question, Buffer.concat(chunks).toString('utf-8'));
      this.asked.push({ ...question, status });
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  }

  private answer({ method, path, token, namespace }: Omit<Asked, 'status'>, body: string): [number, object] {
    const name = decodeURIComponent(path).replace(/^\/v1\//, '');
    const login = /^auth\/(.*)\/login$/.exec(name);
    if (login !== null && /^(POST|PUT)$/.test(method)) {
      return this.logIn(login[1], JSON.parse(body) as Record<string, unknown>);
    }
    const policies = this.tokens.get(token ?? '');
    if (policies === undefined) {
      return [403, { errors: ['2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n'] }];
    }
    if (name === 'auth/token/lookup-self') {
      return [200, { data: { id: token, policies: ['default', ...policies], expire_time: new Date(Date.now() + 3_600_000).toISOString() } }];
    }
    if (!policies.flatMap((policy) => this.content.policies[policy]).some((pattern) => fits(pattern, name))) {
      return [403, { errors: ['1 error occurred:\n\t* permission denied\n\n'] }];
    }
    return this.read(name, namespace);
  }

  private logIn(mount: string, { role_id: roleId, secret_id: secretId }: Record<string, unknown>): [number, object] {
    if (![ROLE, TEAM_ROLE].some((role) => role.mount === mount)) {
      return [403, { errors: ['permission denied'] }];
    }
    if (roleId !== ROLE.roleId || secretId !== ROLE.secretId) {
      return [400, { errors: ['invalid role or secret ID'] }];
    }
    return [200, { auth: { client_token: this.token(), lease_duration: 3_600, renewable: true, policies: ['default', 'airflow-read'] } }];
  }

  private read(name: string, namespace?: string): [number, object] {
    const mount = Object.keys(this.content.mounts).sort((one, other) => other.length - one.length).find((one) => name.startsWith(`${one}/`));
    const engine = mount === undefined ? undefined : this.content.mounts[mount];
    if (engine === undefined || engine.namespace !== namespace) {
      return [404, { errors: ['no handler for route "…". route entry not found.'] }];
    }
    const rest = name.slice(mount!.length + 1);
    if (engine.version === 2 && !rest.startsWith('data/')) {
      return [404, { errors: [], warnings: ['Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints to use.'] }];
    }
    const fields = engine.secrets[engine.version === 2 ? rest.slice('data/'.length) : rest];
    if (fields === undefined) {
      return [404, { errors: [] }];
    }
    return [200, { data: engine.version === 2 ? { data: fields, metadata: { version: 1, destroyed: false, deletion_time: '' } } : fields }];
  }
}

/** Whether a path of a policy covers a path: a "+" is one segment, a "*" at the end is all that follows. */
function fits(pattern: string, name: string): boolean {
  const source = pattern.replace(/[.^${}()|[\]\\]/g, '\\$&').replace(/\+/g, '[^/]+').replace(/\*$/, '.*');
  return new RegExp(`^${source}$`).test(name);
}
