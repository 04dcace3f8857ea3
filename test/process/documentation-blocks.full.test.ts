import { provenIn } from '../support/documentation/pages';

test.each(provenIn('blocks'))('what $block.at shows is so ($block.heading, $block.language)', ({ block, proof }) => {
  proof(block);
});
