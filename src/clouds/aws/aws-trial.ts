import type { Trial } from '../trial';

/**
 * The cheapest call that proves credentials: it needs no permission. Without a region the call is made a second time with one of the
 * usual partition, so that a missing region does not hide what else is wrong. Seconds, because an address without an answer takes minutes.
 */
const PYTHON = `
import botocore.config
import botocore.exceptions
import botocore.session
limits = botocore.config.Config(connect_timeout=5, read_timeout=10, retries={"total_max_attempts": 2})
session = botocore.session.get_session()

def caller(**region):
    return session.create_client("sts", config=limits, **region).get_caller_identity()["Arn"]

try:
    found["identity"] = caller()
except botocore.exceptions.NoRegionError:
    found["notes"].append("NoRegionError")
    found["identity"] = caller(region_name="us-east-1")
`;

/** What the errors of botocore mean, by their class and code; the first one that matches counts. */
export const AWS_TRIAL: Trial = {
  python: PYTHON,
  call: 'get_caller_identity',
  causes: [
    { pattern: /^(ModuleNotFoundError|ImportError)\b/, cause: 'noClient' },
    { pattern: /^ProfileNotFound\b/, cause: 'noProfile' },
    { pattern: /^(NoCredentialsError|PartialCredentialsError)\b/, cause: 'noCredentials' },
    { pattern: /^ConfigParseError\b/, cause: 'brokenFiles' },
    { pattern: /^CredentialRetrievalError\b/, cause: 'noKeys' },
    { pattern: /^RuntimeError\b|\bExpiredToken|\bRequestExpired\b/, cause: 'keysEnded' },
    { pattern: /^(UnauthorizedSSOTokenError|SSOTokenLoadError|TokenRetrievalError|LoginRefreshRequired|SSOError)\b/, cause: 'signInEnded' },
    // Of the cache of tokens: botocore opens and renews what is in it.
    { pattern: /^KeyError\b/, cause: 'tokenRefused' },
    { pattern: /^(OSError|PermissionError) (EROFS|EACCES)\b/, cause: 'cannotRenew' },
    { pattern: /^(EndpointConnectionError|ConnectTimeoutError|ReadTimeoutError|ProxyConnectionError|ConnectionClosedError|SSLError|HTTPClientError)\b/, cause: 'noNetwork' },
    { pattern: /\b(InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClientException|AccessDenied|AuthFailure|InvalidAccessKeyId)/, cause: 'refused' },
  ],
  noRegion: 'NoRegionError',
};
