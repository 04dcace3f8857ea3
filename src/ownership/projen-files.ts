import fs from 'node:fs';
import path from 'node:path';

/** The files that projen says it wrote in a project, from its own list of them; none if that is missing or unreadable. */
export function filesOfProjen(outdir: string): unknown[] {
  try {
    const { files } = JSON.parse(fs.readFileSync(path.join(outdir, '.projen', 'files.json'), 'utf-8')) as { files?: unknown };
    return Array.isArray(files) ? files : [];
  } catch {
    return [];
  }
}
