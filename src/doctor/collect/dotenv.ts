import path from 'node:path';
import { mapped } from './ask';
import { readText } from './read-text';
import { DOTENV } from '../../files/managed-files';
import { cutAtBlock } from '../../ownership/owned-block';
import { dotenvEntries, openQuoteLine } from '../../text/dotenv-text';
import { isDotenvKey, whyReadersDisagree } from '../../text/dotenv-value';
import { secretInValue } from '../../text/secret-value';
import type { Dotenv, Fact } from '../facts';

const LONGEST_KEY = 64;

/** The text of `.env`, for other collectors; it never becomes a fact. */
export function dotenvText(directory: string): Fact<string | undefined> {
  return readText(path.join(directory, DOTENV.fileName));
}

/** The developer's own lines of `.env`, without their values. */
export function dotenv(text: Fact<string | undefined>): Fact<Dotenv | undefined> {
  return mapped(text, (found) => (found === undefined ? undefined : dotenvIn(found)));
}

export function dotenvIn(text: string): Dotenv {
  const own = withoutBlock(text);
  return {
    lines: [...dotenvEntries(own)].filter(([key]) => isName(key)).map(([key, value]) => ({ key, isEmpty: value === '' || value === '""' || value === "''", disagreement: value === undefined ? undefined : whyReadersDisagree(value) })),
    openQuote: openQuoteLine(text),
    hasExport: /^[^\S\n]*export[^\S\n]+\w+[^\S\n]*=/m.test(own),
  };
}

/** A value of several lines that was pasted without quotes makes names of its pieces. */
function isName(key: string): boolean {
  return isDotenvKey(key) && key.length <= LONGEST_KEY && secretInValue(key) === undefined;
}

function withoutBlock(text: string): string {
  try {
    const { before, after } = cutAtBlock(text);
    return before + after;
  } catch {
    // Of a damaged block the drift check speaks.
    return text;
  }
}
