import { siteLinks, type Targets } from '../../../site/generate/links';

const FILES = ['README.md', 'API.md', 'LICENSE', 'docs/drift.md', 'docs/drift-report.svg', 'docs/pictures/log.png', 'examples/a/.projenrc.ts'];
const targets: Targets = {
  pages: new Map([['README.md', 'index.md'], ['docs/drift.md', 'drift.md'], ['docs/clouds/gcp.md', 'clouds/gcp.md'], ['docs/decisions/README.md', 'decisions/index.md'], ['API.md', 'api/index.md']]),
  apiAnchor: (anchor) => (anchor === 'projen-astro-airflow.Mount' ? 'api/Mount.md' : undefined),
  kindOf: (path) => (FILES.includes(path) ? 'file' : FILES.some((file) => file.startsWith(`${path}/`)) ? 'folder' : undefined),
  repository: 'https://github.com/o/r',
};

describe('a link of a page', () => {
  test.each([
    ['README.md', '[a](docs/drift.md#how-it-works)', '[a](./drift.md#how-it-works)'],
    ['README.md', '![a](docs/drift-report.svg "title")', '![a](./drift-report.svg "title")'],
    ['README.md', '<img src="docs/pictures/log.png" alt="a">', '<img src="./pictures/log.png" alt="a">'],
    ['README.md', '[a](examples), [b](examples/a/.projenrc.ts) and [c](LICENSE)', '[a](https://github.com/o/r/tree/main/examples), [b](https://github.com/o/r/blob/main/examples/a/.projenrc.ts) and [c](https://github.com/o/r/blob/main/LICENSE)'],
    ['docs/drift.md', '[a](../README.md#quick-start)', '[a](./index.md#quick-start)'],
    ['docs/drift.md', '[a](../API.md), [b](../API.md#projen-astro-airflow.Mount)', '[a](./api/index.md), [b](./api/Mount.md)'],
    ['docs/clouds/gcp.md', '[a](../drift.md)', '[a](../drift.md)'],
    ['docs/drift.md', '[a](decisions/), [b](decisions/README.md#x)', '[a](./decisions/index.md), [b](./decisions/index.md#x)'],
    ['docs/drift.md', '[a](#here), [b](https://example.com/x.md), [c](mailto:a@example.com)', '[a](#here), [b](https://example.com/x.md), [c](mailto:a@example.com)'],
    ['docs/drift.md', 'the code `[a](x.md)`\n```md\n[a](x.md)\n```', 'the code `[a](x.md)`\n```md\n[a](x.md)\n```'],
  ])('of %s: %j', (source, text, expected) => {
    expect(siteLinks(text, source, targets)).toEqual({ text: expected, broken: [] });
  });

  test('to a file that is not there is reported with its line', () => {
    expect(siteLinks('text\n\n[a](drfit.md) [b](../API.md#projen-astro-airflow.Nothing)', 'docs/drift.md', targets).broken).toEqual([
      'docs/drift.md:3: drfit.md is not in the repository.',
      'docs/drift.md:3: ../API.md#projen-astro-airflow.Nothing is not in the repository.',
    ]);
  });
});
