import { BY_LANGUAGE, REGISTRY } from '../support/documentation/pages';
import { match } from '../support/documentation/proof';
import { readPages } from '../support/pages';

/** What documentation-blocks.test.ts leaves to another process, because rc files take their time. */
const blocks = match(readPages(), REGISTRY, BY_LANGUAGE).proven.filter(({ block }) => block.language === 'ts');

test.each(blocks)('the TypeScript at $block.at runs ($block.heading)', ({ block, proof }) => {
  proof(block);
});
