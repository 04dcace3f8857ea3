import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';
import { listed } from '../text/lists';
import { sample } from '../text/sample';

/** The three kinds of thing that Airflow looks up in a secrets backend, by the name of their options and kwargs. */
export const LOOKUP_KINDS = ['connections', 'variables', 'config'] as const;
export type LookupKind = (typeof LOOKUP_KINDS)[number];

/** What a user calls the key of a lookup. */
export const KEY_NAMES: Readonly<Record<LookupKind, string>> = { connections: 'connection id', variables: 'variable key', config: 'configuration key' };

/** Options by which each kind is switched off, or has a prefix. */
type PrefixOptions = { readonly [option in LookupKind]?: boolean } & { readonly [option in `${LookupKind}Prefix`]?: string };

/** The prefix of a kind as the provider uses it; undefined if the kind is switched off. */
export function prefixOf(options: PrefixOptions, kind: LookupKind, defaults: Readonly<Record<LookupKind, string>>): string | undefined {
  return options[kind] === false ? undefined : (options[`${kind}Prefix`] ?? defaults[kind]);
}

/** How the rc file says that a kind is not looked up. */
export function switchedOff(kind: LookupKind): string {
  return sample(`${kind}: false`, `${kind}=False`);
}

/**
 * Checks that no option belongs to a kind that is switched off.
 *
 * @param ends what the options of a kind end with: `Prefix`
 * @throws AstroAirflowError if one would have no effect
 */
export function checkHasEffect(options: object, kind: LookupKind, ...ends: readonly string[]): void {
  const given = options as Readonly<Record<string, unknown>>;
  const names = ends.map((end) => `${kind}${end}`).filter((name) => given[name] !== undefined).map(apiName);
  if (given[kind] === false && names.length > 0) {
    throw new AstroAirflowError(`${switchedOff(kind)} switches the lookup off, so ${listed(names)} would have no effect. Remove ${listed(names)}, or ${switchedOff(kind)}.`);
  }
}

/** What to say where a policy is asked for that would allow nothing. */
export const NOTHING_TO_ALLOW = 'Every kind of lookup is switched off, so there is nothing to allow. Switch one on, or omit the backend.';

/** Airflow's database holds no longer key or connection id (airflow.models.base.ID_LEN). */
const MAX_LENGTH = 250;

/** Why Airflow looks nothing up by a key, whatever the backend; undefined if it does. */
export function whyNoKey(key: string): string | undefined {
  return key === '' ? 'it is empty' : key.length > MAX_LENGTH ? `Airflow takes at most ${MAX_LENGTH} characters` : undefined;
}

/**
 * What to warn of where two kinds are looked up under the same names, a sentence for each.
 *
 * @param suffix what the options end with: `Prefix`
 * @param service what people call it
 * @param startOf the start of the names of a kind; undefined if it is switched off
 */
export function sameNameWarnings(suffix: string, service: string, startOf: (kind: LookupKind) => string | undefined): string[] {
  const starts = LOOKUP_KINDS.flatMap((kind) => {
    const start = startOf(kind);
    return start === undefined ? [] : [{ option: apiName(`${kind}${suffix}`), start }];
  });
  return starts.flatMap(({ option, start }, index) => {
    const other = starts.slice(0, index).find((one) => one.start === start);
    return other === undefined ? [] : [`${other.option} and ${option} lead to the same names in ${service}, so that one key of both kinds is one secret. Give each kind a ${suffix.toLowerCase()} of its own.`];
  });
}
