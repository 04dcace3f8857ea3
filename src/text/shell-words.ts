/** A text in quotes, in which bash, zsh and the like change nothing. */
export function posixQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A word of a command line; without quotes where every shell reads it as it is, and no program takes it for an option. */
export function posixWord(text: string): string {
  return /^[\w.@+:/][\w.@+:/-]*$/.test(text) ? text : posixQuoted(text);
}

/** A command line for bash, zsh and the like: what means something to a shell is in quotes. */
export function posixLine(words: readonly string[]): string {
  return words.map((word) => (/^[\w.@%+=:,/-]+$/.test(word) ? word : posixQuoted(word))).join(' ');
}

/**
 * The same for PowerShell, where `@`, `,` and `%` mean something and a quote is doubled. Typographic quotes are quotes there, too. Before
 * version 7.3 it hands a double quote to programs only with a backslash.
 */
export function powershellLine(words: readonly string[]): string {
  return words.map((word) => (/^[\w+=:/.-][\w@+=:/.-]*$/.test(word) && word !== '--%' ? word : `'${word.replace(/['\u2018-\u201B]/g, '$&$&')}'`)).join(' ');
}

/** A word without single quotes, for a command line that POSIX shells and PowerShell read alike; unquoted where cmd.exe, too, reads it as it is. */
export function cliWord(text: string): string {
  return /^(?!-)[\w.@+:/-]+$/.test(text) ? text : `'${text}'`;
}
