import { misspelled } from '../text/nearest';

/**
 * The known class that somebody most likely meant; undefined for one of them, and for a class that looks like somebody's own.
 *
 * @param classPath `airflow.providers.amazon.aws.secrets.secret_manager.SecretsManagerBackend`
 * @param known paths of classes
 */
export function nearClass(classPath: string, known: readonly string[]): string | undefined {
  if (known.includes(classPath)) {
    return undefined;
  }
  const given = classPath.split('.');
  const paths = known.map((path) => path.split('.'));
  const [top, group = '', provider = ''] = given;
  const isOfAirflow = isLike(top, 'airflow');
  const providers = paths.flatMap(([, kind, name]) => (kind === 'providers' ? [name] : []));
  // A provider of one's own can have a class of the same name.
  const isOfKnown = isOfAirflow && (!isLike(group, 'providers') || misspelled(provider, providers) !== undefined);
  const rules: ReadonlyArray<(path: readonly string[]) => boolean> = [
    (path) => areLike(given, path),
    (path) => isOfAirflow && areLike(given.slice(0, -1), path.slice(0, -1)),
    (path) => given.length > 2 && areLike(given, path.slice(-given.length)),
    (path) => isOfKnown && isLike(given.at(-1)!, path.at(-1)!),
  ];
  return rules.map((rule) => paths.find(rule)).find((path) => path !== undefined)?.join('.');
}

function areLike(given: readonly string[], path: readonly string[]): boolean {
  return given.length === path.length && given.every((part, index) => isLike(part, path[index]));
}

function isLike(part: string, other: string): boolean {
  return misspelled(part, [other]) !== undefined;
}
