import type { FileBase } from 'projen/lib/file';
import { signatureLine } from '../private/signature';

/**
 * A text of ours under projen's marker and a signature, by which the drift check tells an edit from a stale file. In an
 * ejected project, which nobody checks, the text stands alone.
 */
export function withHeader(file: FileBase, body: string): string {
  if (file.marker === undefined) {
    return body;
  }
  const marker = `# ${file.marker}`;
  return [marker, signatureLine([marker, ...body.split('\n')]), body].join('\n');
}
