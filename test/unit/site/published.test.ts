import { addressOfPage, newAddresses, parsePublished, publishedProblems } from '../../../site/generate/published';

const problems = (text: string, current: string[], before?: string) => publishedProblems(text, 'site/published.txt', new Set(current), before);

describe('the list of published addresses', () => {
  test('is fine where each has a page, or leads to one', () => {
    expect(problems('# note\n/\n/drift\n/guide -> /drift # moved\n', ['/', '/drift'], '/\n/guide\n')).toEqual([]);
  });

  test('names the line of a page that was renamed without a redirect', () => {
    expect(problems('/\n/guide\n', ['/', '/usage'])).toEqual([
      'site/published.txt:2: /guide was published, and the site has no such page. Write where it is now: "/guide -> /other-page".',
      'site/published.txt: the page /usage is not in the list. Run "npx projen pages --update".',
    ]);
  });

  test('names the line of a redirect that leads nowhere, or hides a page', () => {
    expect(problems('/a -> /gone\n/b -> /\n/\n', ['/', '/b'])).toEqual([
      'site/published.txt:1: /a redirects to /gone, and the site has no such page.',
      'site/published.txt:2: /b is a page, so that nothing can redirect from it. Remove " -> /".',
    ]);
  });

  test('names what was removed from it', () => {
    expect(problems('/\n', ['/'], '# note\n/\n/guide\n')).toEqual(['site/published.txt: line 3 of the main branch, /guide, was removed. A published address stays: keep the line, and write where the page is now.']);
  });

  test('gets the addresses of new pages', () => {
    expect(newAddresses('/\n/guide -> /usage\n', new Set(['/', '/usage', '/gcp']))).toEqual(['/usage', '/gcp']);
  });

  test('has the addresses that a server gives the pages', () => {
    expect(['index.md', 'drift.md', 'api/index.md', 'clouds/gcp.md'].map(addressOfPage)).toEqual(['/', '/drift', '/api/', '/clouds/gcp']);
    expect(parsePublished('\n/a\n/b   ->  /c')).toEqual([{ path: '/a', line: 2 }, { path: '/b', to: '/c', line: 3 }]);
  });
});
