/**
 * Options of `VaultCredentials.session()`.
 */
export interface VaultSessionOptions {
  /**
   * URL of the Vault server that the team uses by default: `https://vault.example.com:8200`. A developer's own `VAULT_ADDR` in the shell wins.
   *
   * @default - VAULT_ADDR of the shell
   */
  readonly address?: string;

  /**
   * Namespace of Vault Enterprise, HCP Vault or OpenBao in which developers sign in: `admin`. A developer's own `VAULT_NAMESPACE` in the shell
   * wins.
   *
   * @default - VAULT_NAMESPACE of the shell; without it the root namespace
   */
  readonly namespace?: string;

  /**
   * The auth method with which `npx projen login` signs in where the token has ended: `oidc`, `ldap`, `userpass`, `github`, `token`.
   *
   * @default 'oidc'
   */
  readonly loginMethod?: string;

  /**
   * Where that auth method is mounted, if not at its own name: `okta`.
   *
   * @default - at the name of the method
   */
  readonly loginPath?: string;

  /**
   * The role that is signed in to, for methods that have roles: `airflow-developer`.
   *
   * @default - the default role of the method
   */
  readonly loginRole?: string;

  /**
   * File of the developer's machine that has the role id of an AppRole and nothing else: below `~` or absolute. With it, and `secretIdFile`, the
   * host signs in with AppRole instead of the developer; neither id reaches the containers.
   *
   * @default - the developer signs in
   */
  readonly roleIdFile?: string;

  /**
   * File of the developer's machine that has the secret id of an AppRole and nothing else: below `~` or absolute.
   *
   * @default - the developer signs in
   */
  readonly secretIdFile?: string;

  /**
   * Where the AppRole auth method is mounted. Only with `roleIdFile`.
   *
   * @default 'approle'
   */
  readonly appRolePath?: string;

  /**
   * Program of the developer's machine that signs in: `vault`, or `bao` of OpenBao.
   *
   * @default 'vault'
   */
  readonly program?: string;

  /**
   * Whether a token that never ends, such as a root token, may be given to the containers. Only for a server that has no real secrets
   * (`vault server -dev`).
   *
   * @default false
   */
  readonly longLivedTokens?: boolean;

  /**
   * Name of the folder for the token: one word. Projects with the same name share the token.
   *
   * @default - made of the host and port of `address`, the namespace, and with `roleIdFile` a hash of that and `appRolePath`; `default` without
   * an address
   */
  readonly name?: string;

  /**
   * The host's folder for the credentials of all projects: below `~`, or absolute. It must be on a disk that has modes, and Docker must be
   * allowed to mount it.
   *
   * @default '~/.airflow-credentials'
   */
  readonly directory?: string;
}

/**
 * Options of `VaultCredentials.fromEnvironment()`.
 */
export interface VaultFromEnvironmentOptions {
  /**
   * URL of the Vault server that the team uses by default. The value of `VAULT_ADDR` in the shell that runs `astro dev start` wins.
   *
   * @default - VAULT_ADDR of the shell
   */
  readonly address?: string;
}

/**
 * Options of `VaultCredentials.appRole()`.
 */
export interface VaultAppRoleCredentialsOptions {
  /**
   * URL of the Vault server that the team uses by default. The value of `VAULT_ADDR` in the shell that runs `astro dev start` wins.
   *
   * @default - VAULT_ADDR of the shell
   */
  readonly address?: string;
}
