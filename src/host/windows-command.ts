/** What is started for a program. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** Whether Windows gets the arguments as they are, without quotes of Node's. */
  readonly verbatim: boolean;
}

/**
 * How a program that was found is started. Node does not start a `.cmd` of Windows, such as `az.cmd`: cmd.exe does, and reads the
 * arguments twice.
 */
export function commandOf(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Command {
  if (!/\.(?:cmd|bat)$/i.test(program)) {
    return { file: program, args, verbatim: false };
  }
  const line = [escaped(program), ...args.map((arg) => escaped(escaped(quoted(arg))))].join(' ');
  return { file: env.ComSpec ?? 'cmd.exe', args: ['/d', '/s', '/c', `"${line}"`], verbatim: true };
}

/** As programs of Windows split their command line: backslashes count double before a quote. */
function quoted(arg: string): string {
  return `"${arg.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

function escaped(text: string): string {
  return text.replace(/[()\][%!^"`<>&|;, *?]/g, '^$&');
}
