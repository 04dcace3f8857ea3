import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { printedKeys } from '../host/sessions';

/** The program behind npm's command, which Node runs. */
const NPM_PROGRAM = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'npm')).filter((file) => fs.existsSync(file)).map((file) => fs.realpathSync(file))[0];

/** A program that notes the call, and does what the file beside it says: a script that sees the arguments. */
export const NOTES = `#!/bin/sh
printf '%s\\n' "\${0##*/} $*" >> "$CALLS"
if [ -f "$0.answer" ]; then . "$0.answer"; fi
`;

/** The AWS CLI of a developer who has signed in; what it prints are the keys of AWS's documentation. */
const AWS = `${NOTES}
case "$*" in
  --version) echo 'aws-cli/2.36.7 Python/3.13.1 Linux/6.1';;
  *'export-credentials'*'--format env') echo 'export AWS_ACCESS_KEY_ID=ASIAIOSFODNN7EXAMPLE'; echo 'export AWS_SECRET_ACCESS_KEY=made-up'; echo 'export AWS_SESSION_TOKEN=made-up';;
  *'export-credentials'*'--format powershell') echo '$Env:AWS_ACCESS_KEY_ID="ASIAIOSFODNN7EXAMPLE"';;
  *'export-credentials'*) cat <<'END'
${printedKeys(new Date(Date.now() + 3_600_000))}
END
;;
  *'configure get region'*) echo us-west-2;;
  *'configure get'*) exit 1;;
  *'sts get-caller-identity'*) echo 'arn:aws:iam::123456789012:user/alice';;
  *secretsmanager*|*ssm*) echo '{}';;
  *) echo "aws: no stand-in for: $*" >&2; exit 252;;
esac
`;

const ASTRO = `${NOTES}
case "$*" in
  version) echo 'Astro CLI Version: 1.46.0';;
  'dev run version') echo 3.3.0;;
esac
`;

const INFO = JSON.stringify({ OperatingSystem: 'Debian GNU/Linux 12 (bookworm)', Name: os.hostname(), ServerVersion: '28.1.1', SecurityOptions: ['name=seccomp'] });
const DOCKER = `${NOTES}
case "$1" in info) echo '${INFO}';; version) echo '{}';; esac
`;

/** Runs what is installed in the project, as npx does; it installs nothing but projen itself, for "projen new". */
const NPX = `${NOTES}command=
while [ "\${1#-}" != "$1" ]; do
  case "$1" in
    -c) command=$2; shift;;
    -p) name=$2; shift;;
  esac
  shift
done
if [ -z "$command" ]; then name=$1; shift; fi
folder=$PWD
while [ "$folder" != / ] && [ ! -e "$folder/node_modules/.bin/$name" ]; do folder=$(dirname "$folder"); done
if [ "$folder" = / ]; then
  [ "$name" = projen ] || { echo "npx: $name is not installed" >&2; exit 1; }
  folder=$PACKAGES
fi
PATH="$folder/node_modules/.bin:$PATH"
if [ -n "$command" ]; then exec sh -c "$command"; fi
exec "$folder/node_modules/.bin/$name" "$@"
`;

/** Installs links to the packages that are here, as the process that runs rc files does. */
const NPM = `#!/usr/bin/env node
process.env.NPM_PROGRAM = ${JSON.stringify(NPM_PROGRAM)};
try {
  process.exitCode = require(${JSON.stringify(path.join(__dirname, 'npm-stand-in.cjs'))}).npm(...process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
`;

export const PROGRAMS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['setfacl', 'az', 'gcloud', 'vault', 'bao', 'pip', 'python', 'python3'].map((name) => [name, NOTES])),
  aws: AWS,
  astro: ASTRO,
  docker: DOCKER,
  npx: NPX,
  npm: NPM,
};
