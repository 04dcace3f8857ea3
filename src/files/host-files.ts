import type { FileBase } from 'projen/lib/file';
import type { Project } from 'projen/lib/project';
import { checkKeepsPatterns } from './ignore-block-file';
import { checkKeepsAttributes } from '../ownership/first-contact';
import { isDeclared } from '../ownership/managed-path';

/** Checks that the host project's own ignore and attribute files keep what the user wrote before projen came. */
export function checkHostFiles({ gitignore, gitattributes }: Project, owners: ReadonlyMap<string, FileBase>): void {
  if (isDeclared(gitignore, owners)) {
    checkKeepsPatterns(gitignore);
  }
  if (isDeclared(gitattributes, owners)) {
    checkKeepsAttributes(gitattributes);
  }
}
