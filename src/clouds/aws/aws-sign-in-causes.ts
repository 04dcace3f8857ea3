import { PATTERNS } from './aws-session-causes';
import type { Cause } from '../cause';

const NATIVE_LINUX = 'native-linux-let-the-container-user-read-your-files';
const RIGHTS = '`setfacl -m u:50000:rx ~/.aws/sso; setfacl -m u:50000:rwx ~/.aws/sso/cache; setfacl -m u:50000:r ~/.aws/sso/cache/*.json`, the last one again after each sign-in';

/** What clients print of a token of single sign-on, or of `aws login`. */
export const AWS_SIGN_IN_CAUSES: readonly Cause[] = [
  { id: 'token-read-only', section: 'signIn', symptom: '`OSError: [Errno 30] Read-only file system` below `sso/cache`', pattern: /\[Errno 30\] Read-only file system: '?\S*(?:sso|login)\/cache/, cause: 'a token with less than 15 minutes left is refreshed and written back', fix: 'run `aws sso login` on your machine now; `sso: true` lets the containers write it, and on native Linux they need the rights, too', more: NATIVE_LINUX },
  { id: 'token-folder-denied', section: 'signIn', symptom: '`PermissionError: [Errno 13]` below `sso/cache`, with `sso: true`', pattern: /PermissionError: \[Errno 13\] Permission denied: '?\S*(?:sso|login)\/cache/, cause: 'on native Linux uid 50000 may not write to the directory', fix: RIGHTS, more: NATIVE_LINUX },
  { id: 'token-unreadable', section: 'signIn', symptom: '`KeyError` with a long hexadecimal name', pattern: /KeyError: '[0-9a-f]{40}'/, cause: 'uid 50000 may not read the file of the token', fix: RIGHTS, more: NATIVE_LINUX, covers: ['token-folder-denied', 'local-file-closed'] },
  { id: 'token-ended', section: 'signIn', symptom: '`Error loading SSO Token`, `UnauthorizedSSOTokenError`, `TokenRetrievalError`: the token has expired, or there is none', pattern: new RegExp(`SSOTokenLoadError|UnauthorizedSSOTokenError|TokenRetrievalError|${PATTERNS.sso.source}`), cause: 'the sign-in has ended; a container cannot open a browser', fix: 'run `aws sso login` on your machine. The containers see the new token at once, without a restart' },
  { id: 'token-elsewhere', section: 'signIn', symptom: 'Single sign-on does not work, long-lived keys do', cause: '`target` is set, and botocore reads tokens below `/home/astro/.aws` alone', fix: 'omit `target`' },
  { id: 'crt-missing', section: 'signIn', symptom: '`MissingDependencyException`, with `aws login`', pattern: /MissingDependencyException|botocore\[crt\]/, cause: 'the image lacks the CRT extra of botocore', fix: 'declare `sso: true`, which requires `botocore[crt]`; if your own line names botocore, write it there' },
];
