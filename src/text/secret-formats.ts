/**
 * The forms of tokens and keys that tell what they are. Facts from the documentation of each service, and from the rules of gitleaks and
 * detect-secrets.
 */

/** How a token begins, and at least how many characters of `[\w.~+/=%-]` follow. */
const TOKENS: ReadonlyArray<readonly [kind: string, starts: string, atLeast: number]> = [
  ['a GitHub token', 'gh[pousr]_', 30],
  ['a GitHub token', 'github_pat_', 30],
  ['a GitLab token', 'gl(?:pat|dt|rt|rtr|cbt|ptt|ft|agent|oas|soat|imt|ffct|wt)-|GR1348941', 20],
  ['a Bitbucket or Atlassian token', 'AT[ACS]TT3|ATBB', 28],
  ['a Slack token', 'xox[a-z](?:\\.xox[a-z])?-|xapp-\\d-', 10],
  ['an npm token', 'npm_', 36],
  ['a PyPI token', 'pypi-', 50],
  ['a token of a package registry', 'rubygems_|CLOJARS_|oy2(?=[a-z0-9]{43}$)|cio(?=[A-Za-z0-9]{32}$)', 32],
  ['a Docker token', 'dckr_[po]at_', 20],
  ['an AWS session token', 'IQoJb3JpZ2lu|F(?:wo|Qo)GZXIvYXdz', 50],
  ['an Amazon Bedrock key', 'ABSK(?=[A-Za-z0-9+/]{100})|bedrock-api-key-', 20],
  ['an Amazon MWS token', 'amzn\\.mws\\.', 36],
  ['a Google API key', 'AIza', 35],
  ['a Google OAuth token', 'GOCSPX-|ya29\\.|1//0', 20],
  ['a Google HMAC key', 'GOOG(?=[A-Z0-9]{20})', 20],
  ['an OpenAI key', 'sk-(?:proj|svcacct|admin|None)-', 20],
  ['an Anthropic key', 'sk-ant-', 20],
  ['a key of an AI service', 'sk-(?:or-v1-|lf-)?(?=[A-Za-z0-9-]{32})|hf_|api_org_|gsk_|r8_|pplx-|xai-|nvapi-|lsv2_[ps][tk]_|pcsk_|tgp_v1_|wandb_v1_', 30],
  ['a Databricks token', 'd(?:api|ose|kea)(?=[a-f0-9]{32})', 32],
  ['a dbt token', 'dbt[cus]_', 20],
  ['a Prefect token', 'pn[ub]_', 30],
  ['a Vault token', 'hv[sbr]\\.', 24],
  ['a Vault token', 's\\.(?=[A-Za-z0-9]{24}$)', 24],
  ['a Terraform token', '[A-Za-z0-9]{14}\\.atlasv1\\.', 40],
  ['a Pulumi token', 'pul-', 40],
  ['a Doppler token', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.', 30],
  ['a 1Password token', 'ops_eyJ|A3-[A-Z0-9]{6}-', 20],
  ['a DigitalOcean token', 'do[opr]_v1_', 40],
  ['a Heroku token', 'HRKU-', 30],
  ['a Fly.io token', 'fo1_|fm[12][ar]?_', 40],
  ['a token of a hosting service', 'nf[pkuob]_|sbp_|sb_secret_|vercel_blob_rw_|rnd_|tk-us-|tskey-[a-z]+-|c?f[au]t_(?=[A-Za-z0-9]{40})', 20],
  ['a Cloudflare key', 'v1\\.0-[a-f0-9]{24}-', 100],
  ['an OpenShift token', 'sha256~', 43],
  ['a Grafana token', 'gls?a_|glc_|eyJrIjoi', 30],
  ['a Sentry token', 'sntry[sui]_', 30],
  ['a New Relic key', 'NR(?:AK|JS|II|RA|IQ|SP)-', 19],
  ['a New Relic key', '[a-z0-9]{36}(?=NRAL$)', 4],
  ['a Dynatrace token', 'dt0[a-z]\\d\\d\\.', 24],
  ['a Sonar token', 'sq[upa]_', 40],
  ['a Stripe key', '[sr]k_(?:live|test|prod)_|whsec_', 10],
  ['a Square token', 'sq0(?:atp|csp|idp)-|EAAA(?=[\\w-]{40})', 22],
  ['a Facebook token', 'EAA[A-Z](?=[A-Za-z0-9]{80})', 80],
  ['a Twitter token', 'A{20,}(?=[A-Za-z0-9%]{60})', 60],
  ['a Shopify token', 'shp(?:at|ca|pa|ss)_', 32],
  ['a SendGrid key', 'SG\\.', 50],
  ['a Brevo key', 'x(?:key|smtp)sib-', 60],
  ['a Mailgun key', 'key-(?=[a-f0-9]{32}$)', 32],
  ['a Twilio key', 'SK(?=[a-f0-9]{32}$)', 32],
  ['a PlanetScale token', 'pscale_(?:tkn|pw|oauth)_', 30],
  ['a MongoDB secret', 'mdb_sa_sk_', 20],
  ['a ClickHouse key', '4b1d(?=[A-Za-z0-9]{38}$)', 38],
  ['an Airtable token', 'pat[A-Za-z0-9]{14}\\.', 60],
  ['a HubSpot token', 'pat-(?:na|eu|ap)\\d-', 36],
  ['a Notion token', 'ntn_|secret_(?=[A-Za-z0-9]{43}$)', 40],
  ['a Linear token', 'lin_(?:api|oauth)_', 32],
  ['a Figma token', 'figd_', 30],
  ['a PostHog key', 'phx_', 40],
  ['a Postman key', 'PMAK-', 50],
  ['a Contentful token', 'CFPAT-', 40],
  ['a CircleCI token', 'CCIP(?:AT|RJ)_', 20],
  ['a Buildkite token', 'bk[ucra]a_', 30],
  ['a Sourcegraph token', 'sgp_|slk_', 40],
  ['an Artifactory key', 'AKC[a-z0-9](?=[A-Za-z0-9]{60})|cmVmd(?=[A-Za-z0-9]{59}$)', 59],
  ['an Alibaba Cloud key', 'LTAI(?=[A-Za-z0-9]{12,24}$)', 12],
  ['a Tencent Cloud key', 'AKID(?=[A-Za-z0-9]{32}$)', 32],
  ['a Yandex Cloud key', 'AQVN|t1\\.(?=[\\w-]+=*\\.)|YCA(?=[\\w-]{30})|y[0-3]_(?=[\\w-]{50})', 30],
  ['an Octopus key', 'API-(?=[A-Z]*[0-9])(?=[A-Z0-9]{25,30}$)', 25],
  ['a Dropbox token', 'sl\\.', 100],
  ['an age key', 'AGE-SECRET-KEY-1', 50],
  ['a token', 'fio-u-|tfp_|rdme_|duffel_(?:live|test)_|shippo_(?:live|test)_|EZ[AT]K|FLWSECK_?|ico-|dnkey-|p8e-|aio_|sm_[aps]at_|s-s4t2(?:ud|af)-|pat\\.[\\w-]{22}\\.|access-(?:sandbox|development|production)-', 24],
];

/** Forms that have their mark elsewhere than at the start. */
const OTHERS: ReadonlyArray<readonly [kind: string, pattern: RegExp]> = [
  ['an AWS access key id', /(?<![A-Z0-9])(?:A3T[A-Z0-9]|AKIA|ABIA|ACCA|ASIA(?!PACIFIC))[A-Z0-9]{16}(?![A-Z0-9])/],
  // Without its header a key begins with the same numbers all the same.
  ['a private key', /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d|b3BlbnNzaC1rZXktdjE/],
  ['a private key', /MII[A-Za-z0-9+/]{2,6}(?:IBADANBgkqhkiG9w0BAQEF|IBAAKCA)|MHcCAQEE|MIG[HI]AgEAMB[MA]GByqGSM49|MC4CAQAwBQYDK2Vw/],
  ['a private key', /"kty"\s*:[^]*"d"\s*:\s*"/],
  ['a JSON web token', /(?<![A-Za-z0-9])eyJ[\w-]{10,}\.(?:eyJ[\w-]{10,}|[\w-]*\.[\w-]{10,})\./],
  ['an Azure client secret', /(?<![\w~.-])[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/],
  ['an Azure key', /[A-Za-z0-9+/]{33,76}(?:\+ASt|\+AMC|\+ARm|\+AEh|\+ASb|AIoT|ACDb|AzFu|AzSe|\+ACR|AzCa|AAPIM|JQQJ99|AZDO)[A-Za-z0-9]{4,}/],
  ['an Azure DevOps token', /(?<![\w+/=-])[a-z2-7]{52}(?![\w+/=-])/],
  ['an Azure signature', /[?&]sig=[\w%+/-]{20,}/],
  ['a signed URL', /[?&]X-(?:Amz|Goog)-Signature=[a-f0-9]{40,}/i],
  ['a webhook', /hooks\.slack\.com\/(?:services|workflows|triggers)\/\w+\/|webhook\.office\.com\/webhookb2\/|outlook\.office(?:365)?\.com\/webhook\/|discord(?:app)?\.com\/api\/webhooks\/\d+\/|hooks\.zapier\.com\/hooks\/catch\/\d+\/|\.logic\.azure\.com\S*sig=/],
  ['a Discord token', /(?<![\w.-])[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40}(?![\w.-])/],
  ['a Telegram token', /(?<![\dA-Z_])\d{8,10}:A[\w-]{33,34}(?![\w-])/],
  ['a Mailchimp key', /(?<!\w)[a-f0-9]{32}-us\d{1,2}(?!\w)/],
  ['an Okta token', /(?<![\w-])00[\w-]{40}(?![\w-])/],
  ['a MaxMind key', /(?<!\w)[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?!\w)/],
];

let starts: RegExp | undefined;

/** What kind of token or key is in a text, by its form alone; undefined if there is none. */
export function formatIn(text: string): string | undefined {
  // Most texts have none, and one expression for all of them is enough to know.
  starts ??= new RegExp(TOKENS.map(source).join('|'));
  const token = starts.test(text) ? TOKENS.find((one) => [...text.matchAll(new RegExp(source(one), 'g'))].some(([found]) => isNoName(found)))?.[0] : undefined;
  return token ?? OTHERS.find(([, pattern]) => pattern.test(text))?.[0];
}

function source([, start, atLeast]: (typeof TOKENS)[number]): string {
  return `(?<![A-Za-z0-9])(?:${start})[\\w.~+/=%-]{${atLeast},}`;
}

/** The name of a bucket, a table or a topic can begin like a token; it goes on in words and numbers. */
function isNoName(text: string): boolean {
  return /^xo[xa]|^xapp/.test(text) || text.split(/[-_./:=~%+]/).some((piece) => piece.length >= 8 && ((/\d/.test(piece) && /[A-Za-z]/.test(piece)) || /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(piece)));
}
