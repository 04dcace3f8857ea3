import type { CauseRule } from '../../host/host-session';
import { cliLine } from '../../text/shell-words';

/** What the Vault CLI prints, for these messages and for the table of causes. The texts are those of Vault 1.21. */
export const PATTERNS = {
  signIn: /Code: 403|permission denied|missing client token|bad token|invalid token|token not found/i,
  appRole: /invalid role or secret ID|invalid role_id|invalid secret_id|missing role_id|missing secret_id/i,
  noFile: /error reading file: open .*no such file|cannot find the (?:file|path)/i,
  sealed: /Vault is sealed|Code: 503/,
  scheme: /server gave HTTP response to HTTPS client|HTTP request to an HTTPS server/,
  certificate: /x509:|certificate signed by unknown authority|certificate is not trusted/,
  network: /connection refused|no such host|i\/o timeout|context deadline exceeded|network is unreachable|connection reset|EOF$|TLS handshake timeout|proxyconnect/m,
} as const;

/** For which session the CLI was asked. */
interface Asked {
  readonly name: string;
  readonly program: string;
  readonly roleIdFile?: string;
  /** The command that signs in again; undefined if the host signs in with AppRole. */
  readonly signIn?: readonly string[];
}

/** What the Vault CLI means when it gives no token. */
export function vaultCauses({ name, program, roleIdFile, signIn }: Asked): readonly CauseRule[] {
  return [
    { pattern: PATTERNS.appRole, text: `Vault refuses the ids of the AppRole for ${name}: they are not those of one role, or the secret id has ended. Write a new secret id into its file.` },
    { pattern: PATTERNS.noFile, text: `a file with an id of the AppRole for ${name} is missing: ${roleIdFile ?? 'see the declaration'} and the one with the secret id. Write both, with mode 600.` },
    // Sealed is a 503, and a proxy in front answers so, too.
    { pattern: PATTERNS.sealed, text: 'Vault is sealed or not ready. Unseal it, or ask those who run it, then run again.', isNetwork: true },
    { pattern: PATTERNS.scheme, text: 'the address of Vault has the wrong scheme: write http:// for a server without TLS, or https:// for one with it.' },
    { pattern: PATTERNS.certificate, text: `this machine does not trust the certificate of Vault. Set VAULT_CACERT to the file of your authority for ${program}.` },
    { pattern: PATTERNS.network, text: 'Vault cannot be reached. Check VAULT_ADDR, the network, a proxy and a VPN, then run again.', isNetwork: true },
    signIn === undefined
      ? { pattern: PATTERNS.signIn, text: `Vault does not let the AppRole for ${name} sign in here. Check the address, the namespace and where AppRole is mounted.` }
      : { pattern: PATTERNS.signIn, text: `the sign-in of ${name} has ended: ${cliLine(signIn)}`, signIn },
  ];
}
