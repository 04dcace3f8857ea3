import { SESSION_TARGET } from './azure-session-paths';

/**
 * What the containers have as `az`. azure-identity (AzureCliCredential) runs `az account get-access-token --output json --resource R [--tenant T]`,
 * and takes what it prints; of what it prints as an error it hides everything that has "az login" in it, so that no message here has.
 *
 * The file is read once: it may be replaced at any moment. The local time `expiresOn` is the container's, for azure-identity before 1.16.
 */
export const AZ_PROGRAM = `#!/bin/sh
# Written by projen-astro-airflow. This is not the Azure CLI: it prints the tokens that the Azure CLI of your machine renews.
PATH=/usr/bin:/bin
tokens=${SESSION_TARGET}

fail() {
  echo "projen-astro-airflow: $1" >&2
  exit 1
}

if [ "$1 $2" != 'account get-access-token' ]; then
  fail "az in this container only prints tokens (az account get-access-token --resource R). For other commands run the Azure CLI on your machine, or install it in the image and call it by its full path."
fi
shift 2
resource=
tenant=
while [ $# -gt 0 ]; do
  case $1 in
    --resource | --scope) resource=$2 ;;
    --resource=* | --scope=*) resource=\${1#*=} ;;
    --tenant | -t) tenant=$2 ;;
    --tenant=*) tenant=\${1#*=} ;;
  esac
  shift
done

resource=\${resource%/.default}
while [ "\${resource%/}" != "$resource" ]; do
  resource=\${resource%/}
done
case $resource in
  '') fail 'az account get-access-token needs --resource in this container.' ;;
  *[!A-Za-z0-9._:/-]*) fail 'the resource has a character that no resource has.' ;;
esac
file=$tokens/token-$(printf %s "\${resource#https://}" | tr ':/' '__').json
if [ ! -f "$file" ]; then
  set -- "$tokens"/token-*.json
  if [ -f "$1" ]; then
    fail "there is no token for $resource, because the session does not declare it. Add it to the resources of the session in the rc file, then run npx projen and npx projen restart."
  fi
  fail "there is no token. Run npx projen login on your machine; the containers need no restart."
fi
token=$(cat "$file") || fail "$file cannot be read."
member() {
  printf %s "$token" | sed -n "s/.*\\"$1\\":\\"\\{0,1\\}\\([^\\",}]*\\).*/\\1/p"
}
end=$(member expires_on)
case $end in
  '' | *[!0-9]*) fail "$file has no token. Run npx projen login on your machine." ;;
esac
if [ "$end" -le "$(date +%s)" ]; then
  fail "the token for $resource has ended. Run npx projen login on your machine (with --watch it renews them); the containers need no restart."
fi
lower() {
  printf %s "$1" | tr '[:upper:]' '[:lower:]'
}
owner=$(member tenant)
case $owner/$tenant in
  *[!0-9A-Fa-f/-]* | */ | /*) ;;
  *)
    if [ "$(lower "$owner")" != "$(lower "$tenant")" ]; then
      fail "the token for $resource is one of the tenant $owner, and one of the tenant $tenant was asked for. Declare that one as the tenant id of the session in the rc file."
    fi
    ;;
esac
until=$(date -d "@$end" '+%Y-%m-%d %H:%M:%S.000000')
printf '%s\\n' "$token" | sed "s/\\"accessToken\\":/\\"accessToken\\": /; s/}\\$/,\\"expiresOn\\":\\"$until\\"}/"
`;
