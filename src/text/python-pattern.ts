/**
 * What this package knows about a regular expression of Python's `re`: its equivalent in JavaScript, why Python refuses it, or neither. Where
 * the two languages differ it knows nothing, so that it refuses no pattern that Python accepts.
 */
export type PythonPattern = { readonly expression: RegExp } | { readonly refused: string } | { readonly unknown: true };

class Refused extends Error {}
class Unknown extends Error {}

/** Escapes with the same meaning in both languages, for ASCII texts. */
const SHARED_ESCAPES = /[dDsSwW]/;
/** Other characters that Python accepts after a backslash: with another meaning than in JavaScript, or the number of a group. */
const OTHER_ESCAPES = /[AZbBafnrtvxuUN0-9]/;

/** Reads a pattern as `re.match(pattern, key, re.IGNORECASE)` does, for keys of ASCII characters. */
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
      // Other braces are text in one language and a quantifier in the other.
      if (this.next() === '{') {
        throw new Unknown();
      }
      return one;
    }
    // A repeated anchor or lookahead, a descending range and a very high one: each has its own rules.
    const [, least, most] = /^\{(\d+),?(\d*)\}$/.exec(quantifier) ?? [];
    if (/^(?:[$^]|\\?[AZbB]$|\(\?[=!])/.test(one) || (most && Number(least) > Number(most)) || Number(least ?? 0) > 1000 || Number(most || 0) > 1000) {
      throw new Unknown();
    }
    this.position += quantifier.length;
    const isLazy = this.next() === '?';
    this.position += isLazy ? 1 : 0;
    // A possessive quantifier since Python 3.11, an error before.
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
    // The first "]" is a literal in Python.
    const [whole] = /^\^?(?:\]|(?!\]))(?:[^\]\\]|\\.)*\]/.exec(this.rest()) ?? [];
    if (whole === undefined) {
      throw /\\$/.test(this.pattern) ? new Unknown() : new Refused(`it never closes the bracket at position ${start}`);
    }
    this.position += whole.length;
    const [, not, inner] = /^(\^?)(.*)\]$/.exec(whole)!;
    const isPlain = /^\]?(?:[\w .:@/#-]|\\[dDsSwW\\\].^-])*$/.test(inner);
    // Only Python can judge a range from or to a class, and a descending one.
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

/** Whether a set has a range other than an ascending one of letters of one case, or of digits. */
function hasOddRange(set: string): boolean {
  const plain = set.replace(/\\./g, '_').replace(/^-|-$/g, '');
  return [...plain.matchAll(/(.)-(.)/g)].some(([range, from, to]) => from > to || !/^(?:[a-z]-[a-z]|[A-Z]-[A-Z]|\d-\d)$/.test(range)) || /-.-/.test(plain);
}
