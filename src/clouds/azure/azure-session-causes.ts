import { LOGIN, type CauseRule } from '../../host/host-session';
import { cliLine } from '../../text/shell-words';

/** What the Azure CLI prints, for these messages and for the table of causes. */
export const PATTERNS = {
  signedOut: /Please run 'az login' to setup account|does not exist in MSAL token cache|Can't find token from MSAL cache/,
  ended: /AADSTS(?:700082|70043|70008|700084|50078|50132|50133|50173|50089)\b/,
  secondFactor: /AADSTS(?:50076|50079|50074|50158|53000|53003|530003)\b|Interactive authentication is needed/,
  tenant: /AADSTS(?:90002|900023|50020|500208|50034)\b/,
  resource: /AADSTS(?:500011|65001|650057|650053|650052|28002|70011)\b/,
  network: /HTTPSConnectionPool\(host='|Failed to establish a new connection|NameResolutionError|ConnectionResetError|Connection aborted/,
  certificate: /CERTIFICATE_VERIFY_FAILED|certificate verify failed/,
} as const;

/**
 * What the Azure CLI means when `az account get-access-token` fails; its exit code is 1 for all of it. The texts are those of 2.91.0; codes are
 * those of "Microsoft Entra authentication and authorization error codes".
 *
 * @param resource what the token is for
 */
export function azureCauses(tenantId: string | undefined, resource: string): readonly CauseRule[] {
  const tenant = tenantId === undefined ? [] : ['--tenant', tenantId];
  const login = ['az', 'login', ...tenant];
  // Conditional access asks for a second factor for one resource, and not for another.
  const scoped = [...login, '--scope', `${resource}/.default`];
  const whose = tenantId === undefined ? 'the Azure CLI' : `the Azure CLI in ${tenantId}`;
  return [
    { pattern: PATTERNS.certificate, text: 'the certificate of Microsoft\'s sign-in is not trusted on this machine: a proxy that opens TLS? Set REQUESTS_CA_BUNDLE to a file with its certificate, then run again.' },
    { pattern: PATTERNS.signedOut, text: `nobody is signed in to ${whose}: ${cliLine(login)}`, signIn: login },
    { pattern: PATTERNS.secondFactor, text: `${whose} has to sign in again for ${resource}: ${cliLine(scoped)}`, signIn: scoped },
    { pattern: PATTERNS.ended, text: `the sign-in of ${whose} has ended: ${cliLine(login)}`, signIn: login },
    { pattern: PATTERNS.tenant, text: `${tenantId === undefined ? 'the tenant of the Azure CLI' : `the tenant ${tenantId}`} does not exist, or you are not in it. az account tenant list prints yours; declare one as the tenant id of the session, then run ${LOGIN} again.` },
    { pattern: PATTERNS.resource, text: `Microsoft Entra knows no resource ${resource} in that tenant. Correct the resources of the session, or the cloud (az cloud set).` },
    { pattern: PATTERNS.network, text: 'Azure cannot be reached. Check the network, a proxy and a VPN, then run again.', isNetwork: true },
  ];
}
