/** A word as PowerShell takes it. A program receives the text of each; to a cmdlet only a `word` is its text, whatever it looks like. */
export interface PowerShellWord {
  readonly kind: 'word' | 'parameter' | 'number';
  readonly text: string;
}

const SINGLE = "'\u2018\u2019\u201A\u201B";
const DOUBLE = '"\u201C\u201D\u201E';
const DASH = '-\u2013\u2014\u2015';
/** What ends a word that is not in quotes; U+0085 and the separators of Unicode are spaces. */
const END = /[\0\s\u0085\p{Z}&(),;{|}]/u;
const NUMBER = /^[-+]?(?:0x[\da-f]+|0b[01]+|(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)(?:u?[lsy]|[dnu])?(?:[kmgtp]b)?$/i;
/** Of the escapes, those that are another character. */
const ESCAPES: Readonly<Record<string, string>> = { 0: '\0', a: '\x07', b: '\b', e: '\x1B', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/**
 * Reads a script as PowerShell reads commands with arguments, by the rules of its tokenizer in argument mode (about_Parsing, about_Quoting_Rules):
 * typographic quotes and dashes are quotes and dashes, a string that ends is a word that ends, a parameter with one dash ends at a dot, and what looks
 * like a number is one. Grammars for editors do not know these rules, and take `--name=value` for an error.
 *
 * @returns the words of each command; those of a pipeline and of a line follow one another, and that which a variable of the environment is set to
 * comes after its name
 * @throws where something would not be a plain word: a variable, a group, a block, an array, a redirection, `--%`, a string without an end
 */
export function readPowerShell(script: string): PowerShellWord[][] {
  const chars = [...script];
  const commands: PowerShellWord[][] = [[]];
  let at = 0;

  const refuse = (what: string): never => {
    throw new Error(`PowerShell reads ${what} at ${JSON.stringify(chars.slice(at, at + 20).join(''))} of ${JSON.stringify(script)}`);
  };
  const ends = (): boolean => at >= chars.length || END.test(chars[at]);
  const escaped = (): string => {
    at += 2;
    return ESCAPES[chars[at - 1]] ?? chars[at - 1] ?? '`';
  };
  const quoted = (quotes: string): string => {
    let text = '';
    for (at += 1; at < chars.length; at += 1) {
      if (quotes.includes(chars[at])) {
        at += 1;
        if (at >= chars.length || !quotes.includes(chars[at])) {
          return text;
        }
        text += chars[at];
      } else if (quotes === DOUBLE && chars[at] === '$' && /[\w{(?^$:]/.test(chars[at + 1] ?? '')) {
        refuse('a variable');
      } else if (quotes === DOUBLE && chars[at] === '`') {
        text += escaped();
        at -= 1;
      } else {
        text += chars[at];
      }
    }
    return refuse('a string without an end');
  };
  /** The rest of a word that began without quotes: strings inside are part of it. */
  const generic = (): string => {
    let text = '';
    while (!ends()) {
      if (SINGLE.includes(chars[at]) || DOUBLE.includes(chars[at])) {
        text += quoted(SINGLE.includes(chars[at]) ? SINGLE : DOUBLE);
      } else if (chars[at] === '`') {
        text += escaped();
      } else if (chars[at] === '$') {
        refuse('a variable');
      } else {
        text += chars[at];
        at += 1;
      }
    }
    return text;
  };
  const dashed = (): PowerShellWord => {
    const start = at;
    if (!/[\p{L}_?]/u.test(chars[at + 1] ?? '')) {
      const text = generic();
      return text === '--%' ? refuse('everything after it as it is') : { kind: NUMBER.test(text) ? 'number' : 'word', text };
    }
    while (!ends() && !'.['.includes(chars[at])) {
      if (SINGLE.includes(chars[at]) || DOUBLE.includes(chars[at])) {
        at = start;
        return { kind: 'word', text: generic() };
      }
      at += 1;
      if (chars[at - 1] === ':') {
        break;
      }
    }
    // A program receives what follows the colon together with it.
    const name = chars.slice(start, at).join('');
    return { kind: 'parameter', text: name.endsWith(':') && !ends() ? name + word().text : name };
  };
  const word = (): PowerShellWord => {
    const first = chars[at];
    if (SINGLE.includes(first) || DOUBLE.includes(first)) {
      return { kind: 'word', text: quoted(SINGLE.includes(first) ? SINGLE : DOUBLE) };
    }
    if (DASH.includes(first)) {
      return dashed();
    }
    if ('@$<>[({&'.includes(first) || /^[*\d]?>/.test(chars.slice(at, at + 2).join(''))) {
      refuse('something else than a word');
    }
    const text = generic();
    return { kind: NUMBER.test(text) ? 'number' : 'word', text };
  };

  while (at < chars.length) {
    const char = chars[at];
    if (char === '#') {
      while (at < chars.length && chars[at] !== '\n') {
        at += 1;
      }
    } else if (';|\n\r'.includes(char)) {
      commands.push([]);
      at += 1;
    } else if (/[\t\v\f \u0085\p{Z}]/u.test(char)) {
      at += 1;
    } else if (END.test(char)) {
      refuse('something else than a word');
    } else {
      const [set, variable] = /^(\$env:\w+) = /.exec(chars.slice(at).join('')) ?? [''];
      at += set.length;
      commands.at(-1)!.push(variable !== undefined && commands.at(-1)!.length === 0 ? { kind: 'word', text: variable } : word());
    }
  }
  return commands.filter((words) => words.length > 0);
}
