/** A text in quotes, in which bash, zsh and the like change nothing. */
export function posixQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A word of a command line; without quotes where every shell reads it as it is, and no program takes it for an option. */
export function posixWord(text: string): string {
  return /^[\w.@+:/][\w.@+:/-]*$/.test(text) ? text : posixQuoted(text);
}

/** A command line for bash, zsh and the like: what means something to a shell is in quotes; to zsh, "=" in front of a program's name is its path. */
export function posixLine(words: readonly string[]): string {
  return words.map((word) => (/^(?!=)[\w.@%+=:,/-]+$/.test(word) ? word : posixQuoted(word))).join(' ');
}

/**
 * The same for PowerShell, where `@`, `,` and `%` mean something and a quote is doubled. Typographic quotes are quotes there, too. Before
 * version 7.3 it hands a double quote to programs only with a backslash.
 */
export function powershellLine(words: readonly string[]): string {
  return words.map((word) => (OPTION.test(word) ? word : powershellWord(word))).join(' ');
}

/**
 * A word of PowerShell, without quotes where it reads it as it is: as no option of a cmdlet, and as no number, which a cmdlet may receive in
 * another form (`007` is 7).
 */
export function powershellWord(text: string): string {
  return /^[./]?[A-Za-z_][\w@+=:/.-]*$/.test(text) ? text : `'${text.replace(/['\u2018-\u201B]/g, '$&$&')}'`;
}

/**
 * A word of a command line that POSIX shells and PowerShell read alike; without quotes where every shell reads it as it is, and no program
 * takes it for an option. Where no form is right for both, it is right for POSIX shells: a single quote together with one of `" $ \ ! ` and a
 * backtick.
 */
export function cliWord(text: string): string {
  return /^(?![-@=])[\w.@+=:/-]+$/.test(text) ? text : cliQuoted(text);
}

/** A command line that POSIX shells and PowerShell read alike, as far as `cliWord()` can; an option is without quotes. */
export function cliLine(words: readonly string[]): string {
  return words.map((word) => (OPTION.test(word) ? word : cliWord(word))).join(' ');
}

/** `--name`, `--name=value` or `-name=value`. PowerShell cuts a word with one "-" in front of it at a dot. */
const OPTION = /^(?:--[A-Za-z][\w-]*(?:=[\w.@+=:/-]*)?|-[A-Za-z][\w+=:/-]*)$/;

/** PowerShell takes typographic quotes for quotes as well. */
function cliQuoted(text: string): string {
  if (!/['\u2018-\u201B]/.test(text)) {
    return `'${text}'`;
  }
  return /["\u201C-\u201E$`\\!]/.test(text) ? posixQuoted(text) : `"${text}"`;
}

/** A command line for bash, zsh and the like with variables that name files, for this one run. */
export function posixWithFiles(files: Readonly<Record<string, string>>, command: string): string {
  return [...Object.entries(files).map(([variable, file]) => `${variable}=${homeWord(file)}`), command].join(' ');
}

/** The same for PowerShell, in which the variables keep these values. */
export function powershellWithFiles(files: Readonly<Record<string, string>>, command: string): string {
  return [...Object.entries(files).map(([variable, file]) => `$env:${variable} = ${powershellWord(file)}`), command].join('; ');
}

/** A path as a word of a shell, which is to expand nothing of it but the home; no program takes it for an option. */
export function homeWord(name: string): string {
  if (name.startsWith('-')) {
    return homeWord(`./${name}`);
  }
  const home = /^~(?:\/|$)/.exec(name)?.[0] ?? '';
  const rest = name.slice(home.length);
  return `${home}${rest === '' || /^[\w.@+/-][\w~.@+/-]*$/.test(rest) ? rest : posixQuoted(rest)}`;
}
