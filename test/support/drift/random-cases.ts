import * as fc from 'fast-check';
import type { ProjectSpec } from './project-spec';
import { edit, startFiles, type Addition, type Edit } from './random-edits';
import { projectVersions } from './random-projects';

/** What happens in a project's directory, in this order, until it is checked. */
export interface OracleCase {
  readonly start: readonly Addition[];
  /** Synthesized first. */
  readonly before: ProjectSpec;
  readonly edits: readonly Edit[];
  /** What the rc file says when it is checked. */
  readonly after: ProjectSpec;
}

export const oracleCase: fc.Arbitrary<OracleCase> = fc
  .record({ start: startFiles, versions: projectVersions, edits: fc.array(edit, { maxLength: 5 }) })
  .map(({ start, versions: { before, after }, edits }) => ({ start, before, edits, after }));
