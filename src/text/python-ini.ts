/** A line on account of which Python's configparser refuses a file. */
export interface BrokenLine {
  /** From 1. */
  readonly line: number;
  /** What is wrong with it, as the rest of a sentence about it. Nothing of the line is repeated. */
  readonly what: string;
  /** What to do there. */
  readonly fix: string;
}

/** What Python takes for blank: unlike JavaScript not the byte order mark. */
const BLANK = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const INDENT = new RegExp(`^${BLANK}*`);
const OUTER = new RegExp(`^${BLANK}+|${BLANK}+$`, 'g');
/** Where Python's splitlines() cuts, besides the ends of lines. */
const FURTHER_ENDS = /[\v\f\x1c-\x1e\x85\u2028\u2029]/;

/** The section whose settings are in every other one, and which may be there more than once. */
const DEFAULTS = 'DEFAULT';

/** A setting and the lines of its value. */
interface Setting {
  readonly isEmpty: boolean;
  readonly more: Array<{ readonly line: number; readonly text: string }>;
}

/**
 * The first line that Python's configparser refuses (RawConfigParser._read, strict); if it accepts all of them, the first one that readers of
 * nested settings refuse.
 *
 * @returns undefined if no line explains why a reader refused the file
 */
export function brokenIniLine(text: string): BrokenLine | undefined {
  const settings: Setting[] = [];
  return refusedByParser(text.split(/\r\n|\r|\n/), settings) ?? refusedAsNested(settings);
}

function refusedByParser(lines: readonly string[], settings: Setting[]): BrokenLine | undefined {
  /** Where each section, and each setting of the section that is open, is. */
  const sections = new Map<string, number>();
  const defaults = new Map<string, number>();
  let names: Map<string, number> | undefined;
  let open: Setting | undefined;
  let indent = 0;
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const text = raw.replace(OUTER, '');
    if (raw.includes('\uFFFD')) {
      return { line, what: 'it has bytes that are not UTF-8', fix: 'save the file as UTF-8' };
    }
    if (text === '' || /^[#;]/.test(text)) {
      continue;
    }
    const depth = INDENT.exec(raw)![0].length;
    if (open !== undefined && depth > indent) {
      open.more.push({ line, text });
      continue;
    }
    indent = depth;
    const section = /^\[([^]+)\]/.exec(text)?.[1];
    if (section !== undefined) {
      const first = sections.get(section);
      if (first !== undefined) {
        return { line, what: `it is the section of line ${first} once more`, fix: 'put both sections into one' };
      }
      if (section === DEFAULTS) {
        names = defaults;
      } else {
        sections.set(section, line);
        names = new Map();
      }
      open = undefined;
      continue;
    }
    const broken = names === undefined ? outsideOfSections(line, text) : brokenSetting(line, text, names);
    if (broken !== undefined) {
      return broken;
    }
    open = { isEmpty: text.slice(text.search(/[=:]/) + 1).replace(OUTER, '') === '', more: [] };
    settings.push(open);
  }
  return undefined;
}

function outsideOfSections(line: number, text: string): BrokenLine {
  if (text.startsWith('\uFEFF')) {
    return { line, what: 'it begins with a byte order mark', fix: 'save the file as UTF-8 without one' };
  }
  return text.startsWith('[') ? unclosed(line) : { line, what: 'it is in no section', fix: 'put it below the header of a section, such as [default]' };
}

function unclosed(line: number): BrokenLine {
  return { line, what: 'the name of a section does not end with "]"', fix: 'write it as [name]' };
}

function brokenSetting(line: number, text: string, names: Map<string, number>): BrokenLine | undefined {
  const end = text.search(/[=:]/);
  if (end < 0) {
    return text.startsWith('[') ? unclosed(line) : { line, what: 'it has no "="', fix: 'write it as name = value, or delete it' };
  }
  // The parser takes names in lower case.
  const name = text.slice(0, end).replace(OUTER, '').toLowerCase();
  if (name === '') {
    return { line, what: 'it has no name before the "="', fix: 'write it as name = value, or delete it' };
  }
  const first = names.get(name);
  if (first !== undefined) {
    return { line, what: `it is the setting of line ${first} once more`, fix: 'delete one of them' };
  }
  names.set(name, line);
  return undefined;
}

/** Indented lines below a setting without a value are settings themselves. */
function refusedAsNested(settings: readonly Setting[]): BrokenLine | undefined {
  const nested = settings.filter(({ isEmpty }) => isEmpty).flatMap(({ more }) => more);
  const refused = nested.find(({ text }) => text.split(FURTHER_ENDS).some((part) => part.replace(OUTER, '') !== '' && !part.includes('=')));
  return refused === undefined ? undefined : { line: refused.line, what: 'it is part of a nested setting, and has no "="', fix: 'write it as name = value, or delete it' };
}
