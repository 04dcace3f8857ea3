import * as fs from 'node:fs';
import * as path from 'node:path';
import { apiPages } from '../../../site/generate/api-pages';

const API = `# API Reference <a name="API Reference" id="api-reference"></a>

## Constructs <a name="Constructs" id="Constructs"></a>

### Airflow <a name="Airflow" id="p.Airflow"></a>

A local Airflow: one of many. More
of it.

#### Methods <a name="Methods" id="Methods"></a>

| **Name** | **Type** |
| --- | --- |
| <code><a href="#p.Airflow.add">add</a></code> | <code>string</code> |

---

##### \`add\` <a name="add" id="p.Airflow.add"></a>

\`\`\`typescript
public add(options: Mount): void
\`\`\`

###### \`options\`<sup>Required</sup> <a name="options" id="p.Airflow.add.parameter.options"></a>

- *Type:* <a href="#p.Mount">Mount</a>[]

## Structs <a name="Structs" id="Structs"></a>

### Mount <a name="Mount" id="p.Mount"></a>

#### Properties <a name="Properties" id="Properties"></a>

##### \`labels\`<sup>Optional</sup> <a name="labels" id="p.Mount.property.labels"></a>

- *Type:* {[ key: string ]: string}

---
`;

describe('the pages of API.md', () => {
  const { pages, kinds, anchor } = apiPages(API, 'p');

  test('are one for each class, and an index with the first sentence of each', () => {
    expect([...pages.keys()]).toEqual(['api/Airflow.md', 'api/Mount.md', 'api/index.md']);
    expect(kinds).toEqual([{ title: 'Constructs', names: ['Airflow'] }, { title: 'Structs', names: ['Mount'] }]);
    expect(pages.get('api/index.md')).toContain('\n## Constructs\n\nProjects, components and files that an rc file constructs.\n\n| Name | |\n| --- | --- |\n| [`Airflow`](./Airflow.md) | A local Airflow. |\n');
  });

  test('have headings of their own levels, with short anchors, and links to one another', () => {
    expect(pages.get('api/Airflow.md')).toBe(`# Airflow

A local Airflow: one of many. More
of it.

## Methods

| **Name** | **Type** |
| --- | --- |
| [\`add\`](./Airflow.md#add) | <code>string</code> |



### \`add\` {#add}

\`\`\`typescript
public add(options: Mount): void
\`\`\`

#### \`options\` <Badge type="warning" text="required" /> {#add-parameter-options}

- *Type:* [\`Mount\`](./Mount.md)[]
`);
  });

  test('show a type in brackets as code, because VitePress would take it for attributes', () => {
    expect(pages.get('api/Mount.md')).toContain('### `labels` <Badge type="info" text="optional" /> {#property-labels}\n\n- *Type:* <code>{[ key: string ]: string}</code>');
  });

  test('are found by the anchors of API.md', () => {
    expect(['p.Mount', 'p.Airflow.add', 'p.Airflow.add.parameter.options', 'api-reference', 'p.Nothing'].map(anchor)).toEqual(['api/Mount.md', 'api/Airflow.md#add', 'api/Airflow.md#add-parameter-options', 'api/index.md', undefined]);
  });

  test('have every class of the package', () => {
    const root = path.resolve(__dirname, '../../..');
    const all = apiPages(fs.readFileSync(path.join(root, 'API.md'), 'utf-8'), 'projen-astro-airflow');
    expect(all.kinds.flatMap(({ names }) => names)).toEqual(expect.arrayContaining(['AstroProject', 'LocalAirflow', 'AwsCredentials', 'Mount', 'SecretsBackend']));
    expect([...all.pages.values()].filter((text) => text.includes('href="#'))).toEqual([]);
  });
});
