import type { FileBase } from 'projen/lib/file';
import type { Project } from 'projen/lib/project';
import { checkKeepsPatterns } from './ignore-block-file';
import { checkKeepsAttributes } from '../ownership/first-contact';
import { isDeclared } from '../ownership/managed-path';
import { checkAll } from '../text/error';

/** Checks that the host project's own ignore and attribute files keep what the user wrote before projen came. */
export function checkHostFiles({ gitignore, gitattributes }: Project, owners: ReadonlyMap<string, FileBase>): void {
  checkAll([
    () => isDeclared(gitignore, owners) && checkKeepsPatterns(gitignore),
    () => isDeclared(gitattributes, owners) && checkKeepsAttributes(gitattributes),
  ]);
}
