/** What an address depends on of a package.json. */
interface Manifest {
  readonly version: string;
  readonly repository: { readonly url: string };
}

/** The version of a package that was not released. */
const UNRELEASED = '0.0.0';

/**
 * The address of a page of the documentation, which an installed package does not have: as it was at the release of this package.
 *
 * @param page its path in the repository, with an anchor if it is about a section: `docs/drift.md#exit-code-2`
 */
export function docPage(page: string, { version, repository }: Manifest = require('../../package.json') as Manifest): string {
  // The name of the tag that projen makes for a release.
  const ref = version === UNRELEASED ? 'main' : `v${version}`;
  return `${repository.url.replace(/\.git$/, '')}/blob/${ref}/${page}`;
}
