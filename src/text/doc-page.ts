/**
 * The address of a page of the documentation, which an installed package does not have.
 *
 * @param page its path in the repository, with an anchor if it is about a section: `docs/drift.md#exit-code-2`
 */
export function docPage(page: string): string {
  const { repository } = require('../../package.json') as { repository: { url: string } };
  return `${repository.url.replace(/\.git$/, '')}/blob/main/${page}`;
}
