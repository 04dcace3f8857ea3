import path from 'node:path';
import type { FileBase } from 'projen/lib/file';
import { projenrcOf } from './projenrc-of';
import { signatureLine } from './signature';
import { posixRelative } from '../text/posix-path';

/** The rc file that projen names in a project which has none of its own, as a subproject. */
const ASSUMED = '.projenrc.js';

/**
 * Our text under projen's marker and a signature, by which the drift check distinguishes an edit from a stale file. In an
 * ejected project, which nobody checks, the text stands alone.
 */
export function withHeader(file: FileBase, body: string): string {
  // Asked once: projen looks through all components of the project for the answer.
  const text = markerOf(file);
  if (text === undefined) {
    return body;
  }
  const marker = `# ${text}`;
  return [marker, signatureLine([marker, ...body.split('\n')]), body].join('\n');
}

/** projen's marker. In a subproject it names the rc file of the root. */
function markerOf({ marker, project: { outdir, parent, root }, project }: FileBase): string | undefined {
  if (parent === undefined || projenrcOf(project) !== undefined) {
    return marker;
  }
  const ofRoot = path.resolve(root.outdir, projenrcOf(root)?.filePath ?? ASSUMED);
  return marker?.replace(`edit ${ASSUMED} `, `edit ${posixRelative(outdir, ofRoot)} `);
}
