import { SESSION_TARGET } from './azure-session-paths';
import type { Trial } from '../trial';

/**
 * Asks for a token as the SDKs do: for Key Vault, or for the first resource that the session has. Its claims say who one is. What our az says is
 * in the message of the one class that all failures have.
 */
const PYTHON = `
import base64
import json
import os
import re

class NoTokens(Exception):
    pass

class TokensEnded(Exception):
    pass

class OtherProgram(Exception):
    pass

from azure.core.exceptions import ClientAuthenticationError
from azure.identity import DefaultAzureCredential

try:
    files = sorted(name for name in os.listdir("${SESSION_TARGET}") if re.fullmatch(r"token-[A-Za-z0-9._-]+\\.json", name))
except OSError:
    files = []
names = [name[len("token-"):-len(".json")] for name in files]
name = next((one for one in names if one.startswith("vault.")), names[0] if names else "vault.azure.net")
resource = name if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name, re.IGNORECASE) else "https://" + name
try:
    token = DefaultAzureCredential().get_token(resource + "/.default").token
except ClientAuthenticationError as error:
    text = str(error)
    if "has ended" in text:
        raise TokensEnded() from None
    if "there is no token" in text:
        raise NoTokens() from None
    if "az login" in text:
        raise OtherProgram() from None
    raise
body = token.split(".")[1]
claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
found["identity"] = next(str(claims[claim]) for claim in ("upn", "unique_name", "preferred_username", "appid", "oid", "sub") if claims.get(claim))
`;

/** What the errors of azure-identity mean, by their class; the first one that matches counts. */
export const AZURE_TRIAL: Trial = {
  python: PYTHON,
  call: 'get_token',
  causes: [
    { pattern: /^(ModuleNotFoundError|ImportError)\b/, cause: 'noClient' },
    { pattern: /^TokensEnded\b/, cause: 'keysEnded' },
    { pattern: /^NoTokens\b/, cause: 'noKeys' },
    { pattern: /^OtherProgram\b/, cause: 'signInEnded' },
    { pattern: /^(ClientAuthenticationError|CredentialUnavailableError|ValueError)\b/, cause: 'noCredentials' },
    { pattern: /^(ServiceRequestError|ServiceResponseError)\b/, cause: 'noNetwork' },
  ],
};
