import { parse } from 'yaml';
import type { Proof } from './proof';

/**
 * A text that a program prints. What it really prints has the lines of the page, in their order; "…" on the page replaces anything. The
 * version of Node is that of the machine.
 */
export function printedAs(output: () => string): Proof {
  return ({ code }) => {
    const printed = output().replaceAll(process.versions.node, '<node>').split('\n');
    let from = 0;
    for (const line of code.trimEnd().split('\n')) {
      const pattern = new RegExp(`^${line.replace(/Node \d+\.\d+\.\d+/, 'Node <node>').split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')}$`);
      const index = printed.findIndex((one, position) => position >= from && pattern.test(one));
      if (index === -1) {
        throw new Error(`The page shows a line that is not printed there: ${line}\n\nPrinted:\n${printed.join('\n')}`);
      }
      from = index + 1;
    }
  };
}

/** A document in JSON or YAML; the proof compares its values. */
export function documentAs(compare: (shown: any) => void): Proof {
  return ({ code, language }) => compare(language === 'json' ? JSON.parse(code) : parse(code));
}
