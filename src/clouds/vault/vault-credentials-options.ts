/**
 * Options that all Vault credentials share.
 */
export interface VaultCredentialsOptions {
  /**
   * Default URL of the team's Vault server: `https://vault.example.com:8200`.
   *
   * `VAULT_ADDR` in the shell that runs `npx projen start` or `astro dev start` overrides it, except for `session()`: the token of a server is
   * sent to no other one.
   *
   * @default - VAULT_ADDR of the shell
   */
  readonly address?: string;
}

/**
 * Options of `VaultCredentials.session()`.
 */
export interface VaultSessionOptions extends VaultCredentialsOptions {
  /**
   * Namespace in which developers sign in, in Vault Enterprise, HCP Vault or OpenBao: `admin`. `VAULT_NAMESPACE` in the shell that runs
   * `npx projen start` overrides it.
   *
   * @default - VAULT_NAMESPACE of the shell; without it the root namespace
   */
  readonly namespace?: string;

  /**
   * Auth method with which `npx projen login` signs in after the token has expired: `oidc`, `ldap`, `userpass`, `github` or `token`.
   *
   * @default 'oidc'
   */
  readonly loginMethod?: string;

  /**
   * Mount path of the auth method: `okta`.
   *
   * @default - the name of the method
   */
  readonly loginPath?: string;

  /**
   * Role to sign in to, if the auth method has roles: `airflow-developer`.
   *
   * @default - the default role of the method
   */
  readonly loginRole?: string;

  /**
   * File on the host that contains only the role ID of an AppRole: a path below `~`, or absolute. Together with `secretIdFile`, the host signs in
   * with AppRole instead of as the developer. The containers get neither ID.
   *
   * @default - none: the developer signs in
   */
  readonly roleIdFile?: string;

  /**
   * File on the host that contains only the secret ID of an AppRole: a path below `~`, or absolute. Requires `roleIdFile`.
   *
   * @default - none: the developer signs in
   */
  readonly secretIdFile?: string;

  /**
   * Mount path of the AppRole auth method. Requires `roleIdFile`.
   *
   * @default 'approle'
   */
  readonly appRolePath?: string;

  /**
   * Program on the host that signs in: `vault`, or `bao` for OpenBao.
   *
   * @default 'vault'
   */
  readonly program?: string;

  /**
   * Allow tokens that never expire, such as a root token, in the containers. Use it only for a server without real secrets (`vault server -dev`).
   *
   * @default false
   */
  readonly longLivedTokens?: boolean;

  /**
   * Name of the folder for the token: one path segment. Projects with the same name share the token.
   *
   * @default - host and port of `address` (without it, `default`), the namespace and, with `roleIdFile`, a hash of that and `appRolePath`
   */
  readonly name?: string;

  /**
   * Folder on the host for the credentials of all projects: below `~`, or absolute. Its disk must support file permissions, and Docker must be
   * allowed to mount it.
   *
   * @default '~/.airflow-credentials'
   */
  readonly directory?: string;
}

/**
 * Options of `VaultCredentials.fromEnvironment()`.
 */
export interface VaultFromEnvironmentOptions extends VaultCredentialsOptions {}

/**
 * Options of `VaultCredentials.appRole()`.
 */
export interface VaultAppRoleCredentialsOptions extends VaultCredentialsOptions {}
