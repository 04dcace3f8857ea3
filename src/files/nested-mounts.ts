import fs from 'node:fs';
import path from 'node:path';
import { mountsOf, type ServiceMount } from './service-extension';
import { mapping } from '../text/mapping';

/**
 * Mounts inside a read-only one of the same service, a sentence each: Docker can create nothing to mount them on. One of the same tree, such as a
 * writable folder of it, is meant, and hides nothing.
 *
 * @param rendered the override as it will be written
 */
export function nestedMounts(rendered: unknown, outdir: string, file: string): string[] {
  const folder = path.resolve(outdir, path.posix.dirname(file));
  const warnings = Object.values(mapping(mapping(rendered).services)).flatMap((definition) => {
    const mounts = mountsOf(mapping(definition).volumes);
    return mounts.flatMap((outer) => (outer.isReadOnly ? mounts.flatMap((inner) => warning(outer, inner, folder) ?? []) : []));
  });
  return [...new Set(warnings)];
}

function warning(outer: ServiceMount, inner: ServiceMount, folder: string): string | undefined {
  const start = `${outer.target === '/' ? '' : outer.target}/`;
  if (outer.target === inner.target || !inner.target.startsWith(start)) {
    return undefined;
  }
  const rest = inner.target.slice(start.length);
  const place = `${(outer.source ?? '').replaceAll('\\', '/')}/${rest}`;
  const isInProject = place.startsWith('.');
  if (inner.source?.replaceAll('\\', '/') === place || (isInProject && fs.existsSync(path.join(folder, place)))) {
    return undefined;
  }
  return `The mount of ${inner.target} lies in that of ${outer.target}, which is read-only: it hides what is there, and where nothing is, Docker does not start the container. `
    + `Give it a target outside of ${outer.target}${isInProject ? `, or create ${place}` : ''}.`;
}
