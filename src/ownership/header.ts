import type { FileBase } from 'projen/lib/file';
import { signatureLine } from './signature';

/**
 * A text of ours under projen's marker and a signature, by which the drift check tells an edit from a stale file. In an
 * ejected project, which nobody checks, the text stands alone.
 */
export function withHeader(file: FileBase, body: string): string {
  // Asked once: projen looks through all components of the project for the answer.
  const { marker: text } = file;
  if (text === undefined) {
    return body;
  }
  const marker = `# ${text}`;
  return [marker, signatureLine([marker, ...body.split('\n')]), body].join('\n');
}
