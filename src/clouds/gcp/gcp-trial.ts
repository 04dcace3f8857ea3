import type { Trial } from '../trial';

/**
 * A token, which needs no permission, and whose it is. Google says that of a person by the scopes that gcloud asks for; an impersonated
 * account is named by the file.
 */
const PYTHON = `
import google.auth
import google.auth.transport.requests
credentials, _ = google.auth.default(scopes=["https://www.googleapis.com/auth/cloud-platform"])
request = google.auth.transport.requests.Request()
credentials.refresh(request)
whose = getattr(credentials, "service_account_email", None)
if not whose:
    import json
    from urllib.parse import urlencode
    # In the body: a URL can be in the log of a proxy.
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"access_token": credentials.token}).encode()
    answer = request("https://oauth2.googleapis.com/tokeninfo", method="POST", body=body, headers=form, timeout=10)
    whose = json.loads(answer.data).get("email") or "an account that Google does not name"
found["identity"] = whose
`;

/** What the errors of google-auth mean, by their class. */
export const GCP_TRIAL: Trial = {
  python: PYTHON,
  call: 'google.auth.default()',
  causes: [
    { pattern: /^(ModuleNotFoundError|ImportError)\b/, cause: 'noClient' },
    { pattern: /^(PermissionError|OSError) (EACCES|EPERM)\b/, cause: 'unreadable' },
    { pattern: /^(MalformedError|JSONDecodeError)\b/, cause: 'brokenFiles' },
    { pattern: /^DefaultCredentialsError\b/, cause: 'noCredentials' },
    { pattern: /^(TransportError|ConnectionError|SSLError|Timeout)\b/, cause: 'noNetwork' },
    { pattern: /^RefreshError\b/, cause: 'signInEnded' },
  ],
};
