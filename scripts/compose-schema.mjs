// Writes what compose takes at the top of its file and in the entries of its sections to src/files/compose-schema.ts, from the schema of compose-go:
//   node scripts/compose-schema.mjs PATH/schema/compose-spec.json
// The contract says when it is due: npm run contract -- compose
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FILE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/files/compose-schema.ts');
const USED = ['service', 'network', 'volume', 'config', 'secret', 'model', 'file'];
const WORDS = ['$ref', 'type', 'oneOf', 'properties', 'patternProperties', 'additionalProperties', 'required', 'items', 'uniqueItems', 'enum', 'pattern', 'minimum', 'maximum'];
const LARGE = 300;

const HEAD = '/* Written by scripts/compose-schema.mjs from the schema of compose-go, with what compose refuses later on; change that script, not this file. */\n';

/** How compose reads the texts of a key when it decodes the file, which its schema does not say. */
const FORMATS = byKey({
  duration: 'interval timeout start_period start_interval stop_grace_period delay monitor window',
  bytes: 'mem_limit mem_reservation memswap_limit mem_swappiness shm_size memory rate size',
  integer: 'cpu_count cpu_shares cpu_quota cpu_period cpu_rt_period cpu_rt_runtime pids_limit pids oom_score_adj scale replicas',
  float: 'cpu_percent cpus max_failure_ratio',
  count: 'count',
});
/** Numbers that its schema takes as texts too, and its decoder does not. */
const NO_TEXTS = ['healthcheck.retries', 'service.target', 'service.mode', 'service.weight', 'blkio_weight.weight', ...['parallelism', 'max_attempts', 'max_replicas_per_node'].map((key) => `deployment.${key}`), 'volume.external'];
/** What it decodes to a text, though its schema takes true and false. */
const NO_BOOLEANS = ['service.provenance', 'service.sbom'];
/** Lists from which it removes what is there twice, before it looks at them. */
const DEDUPLICATED = ['cap_add', 'cap_drop', 'dns_opt', 'expose', 'links', 'ports', 'profiles', 'volumes', 'aliases', 'link_local_ips'];
/** Lists in which some entries are there twice for it, and some are not, by where they are used. */
const EITHER = ['list_or_dict', 'string_or_list'];
const TEXTS = { type: 'array', items: { type: 'string' } };

/** The text of src/files/compose-schema.ts. */
export function composeSchema(spec) {
  const definitions = Object.fromEntries(Object.entries(spec.definitions).map(([name, schema]) => [name, derived(schema, name)]));
  amend(definitions);
  definitions.file = top(spec);
  const reached = new Set();
  USED.forEach((name) => reach(name, definitions, reached));
  const parts = {};
  reached.forEach((name) => (parts[name] = split(definitions[name], name, parts)));
  const lines = Object.keys(parts).sort().map((name) => `  '${name}': '${JSON.stringify(parts[name])}',\n`);
  return `${HEAD}\n/** What compose takes, by the names in its own schema, in JSON Schema; \`$ref\` names another entry. */\nexport const COMPOSE_SCHEMA: Readonly<Record<string, string>> = {\n${lines.join('')}};\n`;
}

/** What is at the top of the file; what is in its sections is looked at one by one. A section can be empty. */
function top({ properties, additionalProperties }) {
  const types = Object.entries(properties).sort().map(([key, { type }]) => [key, { type: type === 'object' ? [type, 'null'] : type }]);
  return { type: 'object', properties: Object.fromEntries(types), additionalProperties };
}

function derived(schema, definition, key = '') {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/definitions/', '');
    return name === 'list_of_strings' && (DEDUPLICATED.includes(key) || EITHER.includes(definition)) ? TEXTS : { $ref: name };
  }
  const entries = WORDS.filter((word) => schema[word] !== undefined).flatMap((word) => {
    const value = schema[word];
    switch (word) {
      case 'type':
        return [[word, NO_TEXTS.includes(`${definition}.${key}`) && Array.isArray(value) ? only(value.filter((type) => type !== 'string')) : value]];
      case 'oneOf':
        return [[word, value.map((one) => derived(one, definition, key))]];
      case 'properties':
        return [[word, Object.fromEntries(Object.entries(value).sort().map(([name, inner]) => [name, derived(inner, definition, name)]))]];
      case 'patternProperties': {
        const others = Object.entries(value).filter(([pattern]) => pattern !== '^x-');
        return others.length === 0 ? [] : [[word, Object.fromEntries(others.map(([pattern, inner]) => [pattern, derived(inner, definition)]))]];
      }
      case 'items':
        return [[word, derived(value, definition)]];
      case 'uniqueItems':
        return value === false || DEDUPLICATED.includes(key) || EITHER.includes(definition) ? [] : [[word, value]];
      default:
        return [[word, value]];
    }
  });
  const format = formatOf(schema.type, definition, key);
  return Object.fromEntries(format === undefined ? entries : [...entries, ['format', format]]);
}

function formatOf(type, definition, key) {
  const types = [type].flat();
  if (!types.includes('string') || NO_TEXTS.includes(`${definition}.${key}`)) {
    return undefined;
  }
  const isSwitch = types.includes('boolean') && !types.includes('number') && !NO_BOOLEANS.includes(`${definition}.${key}`);
  return isSwitch ? 'boolean' : FORMATS[key];
}

/** What compose refuses after its schema, where it reads short forms and looks for the target of each mount. */
function amend({ service: { properties: service }, service_config_or_secret: { items: { oneOf: [, file] } }, ulimits, extra_hosts: hosts }) {
  const [portNumber, portText, port] = service.ports.items.oneOf;
  portNumber.type = 'integer';
  portText.format = 'port';
  port.required = ['target'];
  port.properties.host_ip.format = 'ip';
  service.pid.type = 'string';
  service.expose.items.type = ['string', 'integer'];
  const [volumeText, volume] = service.volumes.items.oneOf;
  volumeText.format = 'mount';
  volume.required = [...volume.required, 'target'];
  const [deviceText, device] = service.devices.items.oneOf;
  deviceText.format = 'device';
  device.required = [...device.required, 'target'];
  file.properties.mode.format = 'octal';
  const [limit, limits] = Object.values(ulimits.patternProperties)[0].oneOf;
  [limit, limits.properties.hard, limits.properties.soft].forEach((one) => (one.type = 'integer'));
  hosts.oneOf[1].items.format = 'host';
}

function reach(name, definitions, reached) {
  if (!reached.has(name)) {
    reached.add(name);
    JSON.stringify(definitions[name], (key, value) => {
      if (key === '$ref') {
        reach(value, definitions, reached);
      }
      return value;
    });
  }
}

/** A schema with its large parts in entries of their own. */
function split(schema, at, parts) {
  if (typeof schema !== 'object') {
    return schema;
  }
  const names = Array.isArray(schema) ? [] : Object.keys(schema.properties ?? {});
  const properties = Object.fromEntries(names.map((key) => [key, split(schema.properties[key], `${at}.${key}`, parts)]));
  const inner = Array.isArray(schema)
    ? schema.map((one) => split(one, at, parts))
    : Object.fromEntries(Object.entries(schema).map(([word, value]) => [word, word === 'properties' ? properties : ['oneOf', 'items'].includes(word) ? split(value, at, parts) : value]));
  if (!at.includes('.') || Array.isArray(inner) || JSON.stringify(inner).length < LARGE) {
    return inner;
  }
  const name = Object.hasOwn(parts, at) ? `${at}[]` : at;
  parts[name] = inner;
  return { $ref: name };
}

function only(list) {
  return list.length === 1 ? list[0] : list;
}

function byKey(keys) {
  return Object.fromEntries(Object.entries(keys).flatMap(([format, names]) => names.split(' ').map((name) => [name, format])));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  fs.writeFileSync(FILE, composeSchema(JSON.parse(fs.readFileSync(process.argv[2], 'utf-8'))));
}
