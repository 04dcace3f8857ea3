import type { Block, Page } from '../pages';

/** Runs a block, or compares it with what the program does; throws where the page is wrong. */
export type Proof = (block: Block) => void;

/** The proofs of the blocks of one language below one heading, one for each, in their order. */
export interface Entry {
  readonly heading: string;
  readonly language: string;
  readonly proofs: readonly Proof[];
}

/** The entries of each page, by its path. */
export type Registry = Readonly<Record<string, readonly Entry[]>>;

/** A block with what proves it. */
export interface Proven {
  readonly block: Block;
  readonly proof: Proof;
}

export function entry(heading: string, language: string, ...proofs: readonly Proof[]): Entry {
  return { heading, language, proofs };
}

/**
 * Matches blocks and proofs.
 *
 * @param byLanguage proves every block of a language that has no entry of its own
 * @returns what proves each block; and a complaint for each block that nothing proves, and for each proof without a block
 */
export function match(pages: readonly Page[], registry: Registry, byLanguage: Readonly<Record<string, Proof>> = {}): { readonly proven: Proven[]; readonly complaints: string[] } {
  const proven: Proven[] = [];
  const complaints = Object.keys(registry).filter((name) => !pages.some((page) => page.name === name)).map((name) => `${name}: there are proofs for its blocks, and no such page`);
  for (const { name, blocks } of pages) {
    const left = new Map((registry[name] ?? []).map((one) => [keyOf(one), [...one.proofs]]));
    for (const block of blocks) {
      const proof = left.get(keyOf(block))?.shift() ?? byLanguage[block.language];
      if (proof === undefined) {
        complaints.push(`${block.at}: no test runs this block. Add its proof to test/support/documentation/pages/ (heading "${block.heading}", language "${block.language}").`);
      } else {
        proven.push({ block, proof });
      }
    }
    for (const [key, proofs] of left) {
      if (proofs.length > 0) {
        complaints.push(`${name}: a proof has no block: ${key}. Remove it, or correct its heading or language.`);
      }
    }
  }
  return { proven, complaints };
}

function keyOf({ heading, language }: { readonly heading: string; readonly language: string }): string {
  return `heading "${heading}", language "${language}"`;
}
