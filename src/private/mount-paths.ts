import { AstroAirflowError } from './error';

const TARGET = /^\/(?!\/)[^\u0000-\u001F\u007F]*[^/\u0000-\u001F\u007F]$/;

/**
 * Checks the container side of a mount.
 *
 * @throws AstroAirflowError if it is empty, relative, not normalized, or the root of the container
 */
export function checkTarget(target: string): void {
  if (!TARGET.test(target) || target.split('/').slice(1).some((part) => part === '' || part === '.' || part === '..')) {
    throw new AstroAirflowError(
      `The mount target "${target}" is no absolute path in the container. Write it from the root and without "..", for example /usr/local/airflow/data.`,
    );
  }
}

/**
 * Checks the host side of a mount: `./…`, `../…`, `~/…`, an absolute path of Linux, macOS or Windows.
 *
 * @throws AstroAirflowError for a named volume, a variable, or anything else that compose would not take for a path
 */
export function checkSource(source: string): void {
  if (/^(\$|%)/.test(source)) {
    throw new AstroAirflowError(
      `The mount source "${source}" starts with a variable, which compose leaves empty where it is not set. Write ~/… or ./… instead.`,
    );
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001F\u007F]/.test(source) || !/^(\.{1,2}($|\/)|~($|\/)|\/|[A-Za-z]:[\\/])/.test(source)) {
    const hint = /^[\w][\w.-]*(\/|$)/.test(source) ? `compose takes it for a named volume. Write ./${source}` : 'compose finds no path in it. Write ./…, ~/… or an absolute path';
    throw new AstroAirflowError(`The mount source "${source}" is no path: ${hint}.`);
  }
}

/** A text in which compose leaves every `$` as it is. */
export function literalForCompose(text: string): string {
  return text.replace(/\$/g, '$$$$');
}
