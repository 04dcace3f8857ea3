/**
 * What is known of a regular expression of Python's `re`: how JavaScript writes it, why Python refuses it, or neither. Where the two
 * languages differ nothing is known, so that no pattern that Python takes is refused here.
 */
export type PythonPattern = { readonly expression: RegExp } | { readonly refused: string } | { readonly unknown: true };

class Refused extends Error {}
class Unknown extends Error {}

/** Escapes that mean the same in both, for texts of ASCII. */
const SHARED_ESCAPES = /[dDsSwW]/;
/** What else Python takes after a backslash: another meaning than in JavaScript, or a number of a group. */
const OTHER_ESCAPES = /[AZbBafnrtvxuUN0-9]/;

/** Reads a pattern as `re.match(pattern, key, re.IGNORECASE)` has it, for keys of ASCII characters. */
export function readPythonPattern(pattern: string): PythonPattern {
  try {
    return { expression: new RegExp(`^(?:${new Reader(pattern).all()})`, 'i') };
  } catch (error) {
    return error instanceof Refused ? { refused: error.message } : { unknown: true };
  }
}

class Reader {
  private position = 0;

  public constructor(private readonly pattern: string) {}

  public all(): string {
    if (!/^[ -~]*$/.test(this.pattern)) {
      throw new Unknown();
    }
    const source = this.alternatives();
    if (this.position < this.pattern.length) {
      throw new Refused(`it closes a parenthesis that it never opens, at position ${this.position}`);
    }
    return source;
  }

  private alternatives(): string {
    let source = '';
    for (;;) {
      while (this.position < this.pattern.length && this.next() !== '|' && this.next() !== ')') {
        source += this.repeated();
      }
      if (this.next() !== '|') {
        return source;
      }
      this.position++;
      source += '|';
    }
  }

  private repeated(): string {
    const start = this.position;
    if (/^[*+?]/.test(this.rest())) {
      throw new Refused(`it repeats nothing, at position ${start}`);
    }
    const one = this.one();
    const [quantifier] = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(this.rest()) ?? [];
    if (quantifier === undefined) {
      // What else is in braces one of them takes for text, or for a number of times.
      if (this.next() === '{') {
        throw new Unknown();
      }
      return one;
    }
    // An anchor or a look-ahead that is repeated, a range that goes down, or one that is very high: each has its own rules.
    const [, least, most] = /^\{(\d+),?(\d*)\}$/.exec(quantifier) ?? [];
    if (/^(?:[$^]|\\?[AZbB]$|\(\?[=!])/.test(one) || (most && Number(least) > Number(most)) || Number(least ?? 0) > 1000 || Number(most || 0) > 1000) {
      throw new Unknown();
    }
    this.position += quantifier.length;
    const isLazy = this.next() === '?';
    this.position += isLazy ? 1 : 0;
    // Possessive in Python 3.11, an error before.
    if (!isLazy && this.next() === '+') {
      throw new Unknown();
    }
    if (/^(?:[*+?]|\{\d+(?:,\d*)?\})/.test(this.rest())) {
      throw new Refused(`it repeats a repetition, at position ${this.position}`);
    }
    return one + quantifier + (isLazy ? '?' : '');
  }

  private one(): string {
    const character = this.pattern[this.position++];
    switch (character) {
      case '(':
        return this.group();
      case '[':
        return this.set();
      case '\\':
        return this.escape();
      case '{':
        throw new Unknown();
      case '.':
      case '^':
      case '$':
        return character;
      default:
        return character.replace(/[}\]/]/, '\\$&');
    }
  }

  private group(): string {
    const start = this.position - 1;
    const [opening] = /^(?:\?[:=!])?/.exec(this.rest())!;
    if (opening === '' && this.next() === '?') {
      throw new Unknown();
    }
    this.position += opening.length;
    const inner = this.alternatives();
    if (this.next() !== ')') {
      throw new Refused(`it never closes the parenthesis at position ${start}`);
    }
    this.position++;
    return `(${opening}${inner})`;
  }

  private set(): string {
    const start = this.position - 1;
    // The first "]" is a text in Python.
    const [whole] = /^\^?(?:\]|(?!\]))(?:[^\]\\]|\\.)*\]/.exec(this.rest()) ?? [];
    if (whole === undefined) {
      throw /\\$/.test(this.pattern) ? new Unknown() : new Refused(`it never closes the bracket at position ${start}`);
    }
    this.position += whole.length;
    const [, not, inner] = /^(\^?)(.*)\]$/.exec(whole)!;
    const isPlain = /^\]?(?:[\w .:@/#-]|\\[dDsSwW\\\].^-])*$/.test(inner);
    // A range from or to a class, and one that goes down, are for Python to judge.
    if (!isPlain || /\\[dDsSwW]-|-\\[dDsSwW]/.test(inner) || hasOddRange(inner)) {
      throw new Unknown();
    }
    return `[${not}${inner.replace(/^\]/, '\\]')}]`;
  }

  private escape(): string {
    const character = this.pattern[this.position++] as string | undefined;
    if (character === undefined) {
      throw new Refused('it ends in a backslash');
    }
    if (SHARED_ESCAPES.test(character)) {
      return `\\${character}`;
    }
    if (OTHER_ESCAPES.test(character)) {
      throw new Unknown();
    }
    if (/[A-Za-z]/.test(character)) {
      throw new Refused(`it has the escape \\${character}, which Python does not know`);
    }
    return /[\w\s]/.test(character) ? character : `\\${character}`;
  }

  private next(): string {
    return this.pattern.charAt(this.position);
  }

  private rest(): string {
    return this.pattern.slice(this.position);
  }
}

/** Whether a set has a range that is not of two letters or digits of a kind, in their order. */
function hasOddRange(set: string): boolean {
  const plain = set.replace(/\\./g, '_').replace(/^-|-$/g, '');
  return [...plain.matchAll(/(.)-(.)/g)].some(([range, from, to]) => from > to || !/^(?:[a-z]-[a-z]|[A-Z]-[A-Z]|\d-\d)$/.test(range)) || /-.-/.test(plain);
}
