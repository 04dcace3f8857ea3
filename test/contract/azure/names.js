/*
 * Makes 2,000 random option sets of a key vault, each with keys, and writes names.json: the kwargs, the keys, and for each key the name that the
 * package derives (null if nothing is looked up), or that it refuses it. A set that is refused itself has its prefixes and separator instead.
 */
const fs = require('node:fs');
const { AzureSecretsBackend } = require('projen-astro-airflow');

/** Mulberry32: the same sets for a seed. */
let state = Number(fs.readFileSync(0, 'utf-8'));
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const upTo = (most) => Math.floor(random() * (most + 1));
const pick = (list) => list[upTo(list.length - 1)];
const text = (alphabet, most) => Array.from({ length: upTo(most) }, () => pick([...alphabet])).join('');

const PLAIN = 'abcXYZ019--__';
const word = (most) => (random() < 0.9 ? text(PLAIN, most) : text(`${PLAIN}./ é$&`, most));
const maybe = (value) => (random() < 0.6 ? value() : undefined);
const KINDS = ['connections', 'variables', 'config'];

function options() {
  const prefixes = KINDS.flatMap((kind) => {
    const prefix = maybe(() => word(random() < 0.05 ? 140 : 12));
    return prefix === undefined && random() < 0.2 ? [[kind, false]] : [[`${kind}Prefix`, prefix]];
  });
  return { vaultUrl: 'https://team.vault.azure.net', sep: maybe(() => pick(['-', '', '--', 'x', '0-', '_', '/', 'Z'])), ...Object.fromEntries(prefixes) };
}

const attempt = (derive) => {
  try {
    return derive() ?? null;
  } catch (error) {
    // What looks like a key is refused wherever it is.
    return error.message.includes('looks like') ? 'secret' : 'refused';
  }
};

function set() {
  const declared = options();
  const keys = Array.from({ length: 3 }, () => (random() < 0.05 ? text(PLAIN, 130) : word(20))).filter((key) => key !== '');
  try {
    const backend = AzureSecretsBackend.keyVault(declared);
    return { kwargs: backend.kwargs, keys, variables: keys.map((key) => attempt(() => backend.secretNameForVariable(key))), connections: keys.map((key) => attempt(() => backend.secretNameForConnection(key))) };
  } catch (error) {
    const { sep, ...others } = declared;
    const kwargs = Object.fromEntries(KINDS.filter((kind) => others[`${kind}Prefix`] !== undefined).map((kind) => [`${kind}_prefix`, others[`${kind}Prefix`]]));
    if (error.message.includes('looks like')) {
      return set();
    }
    return { refused: error.message, kwargs: { vault_url: others.vaultUrl, ...kwargs, ...(sep === undefined ? {} : { sep }) } };
  }
}

fs.writeFileSync('names.json', JSON.stringify(Array.from({ length: 2_000 }, set)));
