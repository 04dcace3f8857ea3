/** What a real Azure CLI printed on stderr, its exit code being 1; the middle of long tracebacks is cut. */
export const AZURE_2_91 = {
  signedOut: "ERROR: Please run 'az login' to setup account.\n",
  noCache: "ERROR: User 'alice@example.com' does not exist in MSAL token cache. Run `az login`.\n",
  offline: `ERROR: The command failed with an unexpected error. Here is the traceback:
ERROR: HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded with url: /11111111-1111-1111-1111-111111111111/v2.0/.well-known/openid-configuration (Caused by NameResolutionError("HTTPSConnection(host='login.microsoftonline.com', port=443): Failed to resolve 'login.microsoftonline.com' ([Errno -2] Name or service not known)"))
Traceback (most recent call last):
socket.gaierror: [Errno -2] Name or service not known
To check existing issues, please visit: https://github.com/Azure/azure-cli/issues
`,
  proxy: `ERROR: The command failed with an unexpected error. Here is the traceback:
ERROR: HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded with url: /11111111-1111-1111-1111-111111111111/v2.0/.well-known/openid-configuration (Caused by ProxyError('Unable to connect to proxy', NewConnectionError("HTTPSConnection(host='127.0.0.1', port=9): Failed to establish a new connection: [Errno 111] Connection refused")))
Traceback (most recent call last):
ConnectionRefusedError: [Errno 111] Connection refused
To check existing issues, please visit: https://github.com/Azure/azure-cli/issues
`,
} as const;

/** In the form that its source gives an error of Microsoft Entra (azure-cli-core, auth/util.py), with the texts of Microsoft's list of codes. */
export const ENTRA = {
  ended: entra('AADSTS700082: The refresh token has expired due to inactivity. The token was issued on 2026-05-01T10:00:00.0000000Z and was inactive for 90.00:00:00.', 'az logout\naz login --tenant "11111111-1111-1111-1111-111111111111" --scope "https://vault.azure.net/.default"'),
  secondFactor: entra('AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access \'cfa8b339-82a2-471a-a3c9-0fc0be7a4093\'.', 'az logout\naz login --tenant "11111111-1111-1111-1111-111111111111" --scope "https://vault.azure.net/.default"'),
  tenant: entra('AADSTS90002: Tenant \'contoso.example\' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.', 'az logout\naz login'),
  resource: entra('AADSTS500011: The resource principal named https://vault.example.com was not found in the tenant named Contoso.', 'az logout\naz login'),
} as const;

function entra(description: string, login: string): string {
  return `ERROR: ${description} Trace ID: 11111111-aaaa-bbbb-cccc-222222222222\nRun the command below to authenticate interactively; additional arguments may be added as needed:\n${login}\n`;
}

/** What `az account get-access-token --output json` prints. */
export function printedToken(end: number | undefined, others: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    accessToken: ACCESS_TOKEN,
    expiresOn: '2026-11-29 14:08:00.000000',
    expires_on: end,
    subscription: '22222222-2222-2222-2222-222222222222',
    tenant: '11111111-1111-1111-1111-111111111111',
    tokenType: 'Bearer',
    ...others,
  }, undefined, 2);
}

/** No message may ever have it. */
export const ACCESS_TOKEN = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJhdWQiOiJodHRwczovL3ZhdWx0LmF6dXJlLm5ldCJ9.c2lnbmF0dXJl';
