import { MATCHED } from '../support/documentation/pages';
import { readsAsCommands } from '../support/documentation/powershell';
import { entry, match } from '../support/documentation/proof';

test('every block of the documentation has its proof, and every proof its block', () => {
  expect(MATCHED.complaints).toEqual([]);
});

test.each(MATCHED.proven.map(({ block }) => block).filter(({ language }) => language === 'powershell'))('PowerShell reads the block at $at as commands with words', (block) => {
  readsAsCommands(block);
});

describe('the match of blocks and proofs', () => {
  const proof = () => undefined;
  const block = (line: number, language: string = 'sh') => ({ at: `docs/a.md:${line}`, heading: 'Start', language, code: 'true\n' });
  const page = (...found: Array<ReturnType<typeof block>>) => ({ name: 'docs/a.md', blocks: found, prose: [] });

  test('names page and line of a block that nothing proves, and says where the proof goes', () => {
    expect(match([page(block(3), block(9))], { 'docs/a.md': [entry('Start', 'sh', proof)] }).complaints).toEqual([
      'docs/a.md:9: no test runs this block. Add its proof to test/support/documentation/pages/ (heading "Start", language "sh").',
    ]);
  });

  test('names a proof whose block, heading or page has gone', () => {
    expect(match([page(block(3))], { 'docs/a.md': [entry('Start', 'sh', proof, proof), entry('Stop', 'sh', proof)], 'docs/b.md': [] }).complaints).toEqual([
      'docs/b.md: there are proofs for its blocks, and no such page',
      'docs/a.md: a proof has no block: heading "Start", language "sh". Remove it, or correct its heading or language.',
      'docs/a.md: a proof has no block: heading "Stop", language "sh". Remove it, or correct its heading or language.',
    ]);
  });

  test('gives blocks below one heading their proofs in the order of the page, and those of a language one for all', () => {
    const [first, second, every] = [jest.fn(), jest.fn(), jest.fn()];
    const { proven: pairs, complaints: none } = match([page(block(3), block(5, 'ts'), block(9))], { 'docs/a.md': [entry('Start', 'sh', first, second)] }, { ts: every });
    expect([none, pairs.map(({ proof: chosen }) => [first, second, every].findIndex((one) => one === chosen))]).toEqual([[], [0, 2, 1]]);
  });
});
