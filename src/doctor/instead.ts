/** The end of a fix: credentials that need none of it, where the cloud has them. */
export function orInstead(call: string | undefined): string {
  return call === undefined ? '' : `; or declare ${call} credentials`;
}
