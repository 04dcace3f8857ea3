import { AstroAirflowError } from './error';
import { checkShellVariable } from './shell-variable';

const TARGET = /^\/(?!\/)[^\u0000-\u001F\u007F]*[^/\u0000-\u001F\u007F]$/;

/**
 * Checks the container side of a mount.
 *
 * @throws AstroAirflowError if it is empty, relative, not normalized, or the root of the container
 */
export function checkTarget(target: string): void {
  if (!TARGET.test(target) || target.split('/').slice(1).some((part) => part === '' || part === '.' || part === '..')) {
    throw new AstroAirflowError(
      `The mount target "${target}" is not an absolute path in the container. Write it from the root and without "..", for example /usr/local/airflow/data.`,
    );
  }
}

/**
 * Checks the host side of a mount: `./…`, `../…`, `~/…`, an absolute path of Linux, macOS or Windows.
 *
 * @throws AstroAirflowError for a variable, a name that could be a volume's, or anything else in which compose may read
 * another path than is meant: `~alice/.aws` is a folder in one's own home, `C:data` one in the project
 */
export function checkSource(source: string): void {
  if (/^(\$|%)/.test(source)) {
    const why = source.startsWith('%') ? 'does not expand' : 'leaves empty where it is not set';
    throw new AstroAirflowError(`The mount source "${source}" starts with a variable, which compose ${why}. Write ~/… or ./… instead.`);
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001F\u007F]/.test(source) || !/^(\.{1,2}($|\/)|~($|\/)|\/|[A-Za-z]:[\\/])/.test(source)) {
    const hint = /^[\w][\w.-]*(\/|$)/.test(source) ? `in short syntax compose takes it for a named volume. Write ./${source}` : 'compose may mount another path than is meant. Write ./…, ~/… or an absolute path';
    throw new AstroAirflowError(`The mount source "${source}" is not a path: ${hint}.`);
  }
}

/**
 * Checks what variables of the shell move of a mount's source.
 *
 * @param variables names, each with the start of the source that its value takes the place of
 * @throws AstroAirflowError if compose would read something else than is meant
 */
export function checkMovable(source: string, variables: Readonly<Record<string, string>>): void {
  const entries = Object.entries(variables);
  if (entries.length === 0) {
    throw new AstroAirflowError(`The mount source "${source}" has no variable that moves it. Name one, or declare it in mounts.`);
  }
  if (/[${}]/.test(source)) {
    throw new AstroAirflowError(`The mount source "${source}" has a "$" or a brace, which compose reads in its own way where variables move it. Use another path.`);
  }
  entries.forEach(([name, start], index) => {
    checkShellVariable(name);
    if (start === '' || !source.startsWith(`${start}/`)) {
      throw new AstroAirflowError(`"${start}" of ${name} is not a folder above the mount source "${source}". Write the start of it, up to a slash.`);
    }
    const other = entries.slice(0, index).find(([, theirs]) => theirs === start);
    if (other !== undefined) {
      throw new AstroAirflowError(`${other[0]} and ${name} both stand for "${start}", so it is not clear which one wins. Name one of them.`);
    }
  });
}

/**
 * Checks a name in a path of the host that is like a developer's own value: without anything that compose expands.
 *
 * @throws AstroAirflowError if it is none
 */
export function checkSegment(name: string, what: string): void {
  if (!/^[^/\\:*?"<>|${}\u0000-\u001F\u007F]+$/.test(name) || /^\.{1,2}$/.test(name)) {
    throw new AstroAirflowError(`${what} is not the name of a folder. Give it a name without / \\ : * ? " < > | $ { }.`);
  }
}

/** Whether a path of the host is a folder of one developer: below the home or absolute, without a slash at its end. */
export function isPersonalFolder(source: string): boolean {
  return !(source.startsWith('.') || /^~\/?$/.test(source) || /[\\/]$/.test(source));
}

/** A path of the host below a folder, with the separator that the folder has. */
export function hostPath(folder: string, ...names: readonly string[]): string {
  return [folder, ...names].join(folder.includes('\\') ? '\\' : '/');
}

/** A text in which compose leaves every `$` as it is. */
export function literalForCompose(text: string): string {
  return text.replace(/\$/g, '$$$$');
}
