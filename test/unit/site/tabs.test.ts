import { withTabs } from '../../../site/generate/tabs';

const block = (language: string, ...lines: string[]) => ['```' + language, ...lines, '```'];
const page = (...lines: Array<string | string[]>) => lines.flat().join('\n');

describe('blocks that say the same in several languages', () => {
  test('become tabs where nothing but blank lines is between them', () => {
    expect(withTabs(page('Run:', '', block('sh', 'export A=1'), '', block('powershell', '$env:A = 1'), '', 'Then.'))).toBe(
      page('Run:', '', '::: code-group', '```sh [bash]', 'export A=1', '```', '```powershell [PowerShell]', '$env:A = 1', '```', ':::', '', 'Then.'),
    );
  });

  test.each(['PowerShell:', 'In PowerShell:', 'Windows, in PowerShell:', '**PowerShell:**', 'On Windows (PowerShell):'])('lose the line "%s", which the tab says', (label) => {
    expect(withTabs(page('Linux and macOS:', '', block('sh', 'a'), '', label, '', block('powershell', 'b')))).toBe(
      page('Linux and macOS:', '', '::: code-group', '```sh [bash]', 'a', '```', '```powershell [PowerShell]', 'b', '```', ':::'),
    );
  });

  test.each([
    ['with a sentence between them', page(block('sh', 'a'), '', 'PowerShell needs a policy first:', '', block('powershell', 'b'))],
    ['of different families', page(block('ts', 'a;'), '', block('sh', 'b'))],
    ['of one language', page(block('sh', 'a'), '', block('sh', 'b'))],
    ['of a language without tabs', page(block('yaml', 'a'), '', block('json', 'b'))],
    ['in another list item', page('- x', '', '  ```sh', '  a', '  ```', '', block('powershell', 'b'))],
  ])('stay as they are %s', (_, text) => {
    expect(withTabs(text)).toBe(text);
  });

  test('are found in a list', () => {
    expect(withTabs(page('1. Run', '', '   ```sh', '   a', '   ```', '', '   ```powershell', '   b', '   ```', '2. Then'))).toBe(
      page('1. Run', '', '   ::: code-group', '   ```sh [bash]', '   a', '   ```', '   ```powershell [PowerShell]', '   b', '   ```', '   :::', '2. Then'),
    );
  });

  test('are not looked for within a block', () => {
    const text = page('````md', block('sh', 'a'), '', block('powershell', 'b'), '````');
    expect(withTabs(text)).toBe(text);
  });
});

describe('a whole rc file in TypeScript', () => {
  const typescript = ["import { AstroProject } from 'projen-astro-airflow';", '', "const project = new AstroProject({ name: 'orders' });", 'project.synth();'];
  const javascript = ["const { AstroProject } = require('projen-astro-airflow');", '', "const project = new AstroProject({ name: 'orders', projenrcJs: true });", 'project.synth();'];

  test('gets a tab for JavaScript', () => {
    expect(withTabs(page(block('ts', ...typescript)))).toBe(page('::: code-group', '```ts [TypeScript]', typescript, '```', '```js [JavaScript]', javascript, '```', ':::'));
  });

  test('gets it before the one for Python', () => {
    expect(withTabs(page(block('ts', ...typescript), '', block('python', 'x')))).toBe(
      page('::: code-group', '```ts [TypeScript]', typescript, '```', '```js [JavaScript]', javascript, '```', '```python [Python]', 'x', '```', ':::'),
    );
  });

  test('gets none where the page has its own', () => {
    expect(withTabs(page(block('ts', ...typescript), '', block('js', 'own();')))).toBe(page('::: code-group', '```ts [TypeScript]', typescript, '```', '```js [JavaScript]', 'own();', '```', ':::'));
  });
});
