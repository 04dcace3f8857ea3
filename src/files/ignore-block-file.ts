import type { Construct } from 'constructs';
import type { FileBase } from 'projen/lib/file';
import { IgnoreFile } from 'projen/lib/ignore-file';
import type { Project } from 'projen/lib/project';
import { checkKeepsLines, whereProjectIs } from '../ownership/first-contact';
import type { NamedFileKind } from '../ownership/managed-file';
import { cutAtBlock } from '../ownership/owned-block';
import { OwnedBlockFile } from '../ownership/owned-block-file';
import { renderedText } from '../ownership/rendered-text';
import { readUserFile } from '../ownership/user-file';
import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';
import { missingPatterns } from '../text/ignore-lines';
import { includingLines, type IgnoreRules } from '../text/ignore-match';
import { listed } from '../text/lists';
import { sample } from '../text/sample';

const COMMENTS = ['# Managed by projen-astro-airflow, which adds the patterns that are missing above.'];

/** What an ignore file is to have. */
export interface IgnoreContent {
  readonly rules: IgnoreRules;
  readonly patterns: readonly string[];
  /** Further patterns for a file with these lines: those of files with secrets. */
  readonly secrets: (lines: readonly string[]) => readonly string[];
  /** Paths of files that git has, from the Astro project's directory. */
  readonly committed: () => readonly string[];
}

/**
 * `.gitignore` or `.dockerignore` of the Astro project: what must not be committed or sent to an image build. Where the
 * host project has an `IgnoreFile` at that path, it gets the patterns; elsewhere they are in our block.
 */
export class IgnoreBlockFile extends OwnedBlockFile {
  /** The lines that are not ours: those of the user, or of the host project. */
  private others: readonly string[] = [];

  public constructor(scope: Construct, directory: string, kind: NamedFileKind, private readonly content: IgnoreContent) {
    super(scope, directory, kind);
  }

  /**
   * The lines that are not ours, then ours; none if the file cannot be read, which the preflight says.
   *
   * @internal
   */
  public get _lines(): readonly string[] {
    try {
      const { before, lines = [], after } = cutAtBlock(readUserFile(this.absolutePath, this.project.root.outdir, this._name) ?? '');
      return [...linesOf(before + after), ...lines];
    } catch {
      return [];
    }
  }

  /**
   * The lines that are not ours, as the preflight found them.
   *
   * @internal
   */
  public get _others(): readonly string[] {
    return this.others;
  }

  /** @internal */
  protected _blockLines(userText: string, before: string): { comments: string[]; lines: string[]; isLast: boolean } {
    const theirs = linesOf(userText);
    this.others = theirs;
    const lines = this.linesFor(theirs);
    const inPlace = [...linesOf(before), ...lines, ...linesOf(userText.slice(before.length))];
    return { comments: COMMENTS, lines, isLast: this.linesFor(inPlace, theirs).length > 0 };
  }

  /** @internal */
  protected _handOver(owner: FileBase): void {
    if (!(owner instanceof IgnoreFile)) {
      throw new AstroAirflowError(
        `${this._name} is declared by a ${owner.constructor.name} of the project. Declare it as an IgnoreFile, which takes further patterns, or leave it to this package.`,
      );
    }
    const theirs = renderedText(owner).split('\n');
    this.others = theirs;
    owner.addPatterns(...this.missing(theirs));
    owner.addPatterns(...includingLines(renderedText(owner).split('\n'), this.content.committed()));
    checkKeepsPatterns(owner);
  }

  /** What a file with some lines needs below them; of those, the lines that are not ours tell what has secrets. */
  private linesFor(lines: readonly string[], theirs: readonly string[] = lines): string[] {
    const missing = this.missing(lines, theirs);
    return [...missing, ...includingLines([...lines, ...missing], this.content.committed())];
  }

  private missing(lines: readonly string[], theirs: readonly string[] = lines): string[] {
    const { patterns, secrets: secretsFor, rules } = this.content;
    const secrets = secretsFor(theirs);
    return missingPatterns(lines, [...patterns, ...secrets], secrets, rules);
  }
}

function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

/** Stops if an ignore file of the host project would wipe lines that the user wrote before projen came. */
export function checkKeepsPatterns(file: FileBase): void {
  checkKeepsLines(file, (lost) => {
    const escaped = lost.filter((line) => line.includes('\\'));
    const others = lost.filter((line) => !escaped.includes(line));
    return [...(others.length > 0 ? [keeping(others, file)] : []), ...(escaped.length > 0 ? [respelling(escaped)] : [])].join(' ');
  });
}

function keeping(lost: readonly string[], file: FileBase): string {
  const quoted = lost.map((line) => `'${line.replace(/'/g, "\\'")}'`).join(', ');
  const { gitignore, dockerignore } = file.project as Project & { readonly dockerignore?: FileBase };
  const owner = file === gitignore ? 'project.gitignore.' : file === dockerignore ? 'project.dockerignore.' : '';
  const dropsComments = (file as unknown as { readonly filterCommentLines?: boolean }).filterCommentLines !== false;
  const hasComments = dropsComments && lost.some((line) => line.startsWith('#'));
  // Where projen drops comments it does so in addPatterns() already.
  const keep = hasComments && file === gitignore
    ? `${sample(`gitIgnoreOptions: { filterCommentLines: false, ignorePatterns: [${quoted}] }`, `git_ignore_options=IgnoreFileOptions(filter_comment_lines=False, ignore_patterns=[${quoted}])`)} among the options of the project${sample('', ' (from projen import IgnoreFileOptions)')}`
    : `${owner}${apiName('addPatterns')}(${quoted})${whereProjectIs(file.project)}${hasComments ? ` (comments stay with ${sample('filterCommentLines: false', 'filter_comment_lines=False')})` : ''}`;
  const them = lost.length === 1 ? 'it' : 'them';
  return `Keep ${them} with ${keep}, or delete ${them} from the file first.`;
}

/** projen takes each pattern for a path of Windows ("normalizePersistedPath" of 0.103), so no declaration keeps a backslash. */
function respelling(lost: readonly string[]): string {
  return `projen writes "/" for "\\": in the file, spell ${listed(lost)} without it (a blank as it is, [#] or [*] for \\# or \\*), or delete ${lost.length === 1 ? 'it' : 'them'}. Then run again.`;
}
