import { dotenvEntries, dotenvStatements, isDotenvName } from './dotenv-text';
import { namedDistributions, requirementStatements } from './requirements-text';
import { secretInValue } from './secret-value';

/** A line of a text file, or several that belong together, such as a quoted value. */
export interface Statement {
  readonly text: string;
  /** What it is about, the same in every value of it: a key of `.env`, a distribution, a pattern. None for a comment. */
  readonly subject?: string;
}

/** The statements of a text, in order. @param fileName the name of its file, which determines the format */
export function statementsOf(fileName: string, text: string): Statement[] {
  if (isDotenvName(fileName)) {
    return dotenvStatements(text).map((statement) => ({ text: statement, subject: [...dotenvEntries(statement).keys()][0] }));
  }
  if (fileName.endsWith('.txt')) {
    return requirementStatements(text).map((statement) => ({ text: statement, subject: [...namedDistributions(statement, () => undefined).keys()][0] }));
  }
  return text.split('\n').map((line) => ({ text: line, subject: line.startsWith('#') ? undefined : line }));
}

/** Statements in words, without a value: by their subjects, and how many more there are. A piece of a value that lost its quote can look like a key. */
export function subjectsInWords(fileName: string, statements: readonly Statement[]): string {
  const isName = isDotenvName(fileName) ? /^([A-Z_][A-Z0-9_]{0,63}|[a-z][a-z0-9_]{0,63})$/ : /^[^\s:@]+$/;
  const names = [...new Set(statements.flatMap(({ subject }) => (subject !== undefined && isName.test(subject) && secretInValue(subject) === undefined ? [subject] : [])))];
  const more = statements.length - names.length;
  const others = more === 0 ? [] : [`${more} ${names.length === 0 ? '' : 'more '}${more === 1 ? 'line' : 'lines'}`];
  return [names.join(', '), ...others].filter(Boolean).join(' and ');
}
