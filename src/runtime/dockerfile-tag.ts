import { isAstroRuntime, locateBaseImage, parseImage, readBaseImage, stageImages, type BaseImage } from './base-image';
import { slicePieces, wordOf } from './dockerfile-pieces';
import type { Piece } from './dockerfile-pieces';
import { apiName } from '../text/api-name';

/** The images of Astro Runtime in the public registries, of Airflow 3 and of Airflow 2. */
const PUBLIC_NAMES = ['astrocrpublic.azurecr.io/runtime', 'quay.io/astronomer/astro-runtime'];

/** The runtime that a Dockerfile is to build on; an `AstroRuntime` is one. */
export interface WantedRuntime {
  /** The public image with its tag, for example `astrocrpublic.azurecr.io/runtime:3.1-12`. */
  readonly image: string;
  readonly tag: string;
  readonly airflowMajor: number;
}

/** A Dockerfile whose tag cannot be changed for sure. The message has the reason and the way out, without the name of the file. */
export class FixedTagError extends Error {}

/** A change of the text at one place. */
interface Edit {
  readonly at: number;
  readonly old: string;
  readonly text: string;
}

/**
 * The image of a private registry that a Dockerfile builds on, if it does not tell a version of Astro Runtime: an image of the team's own,
 * or a mirror under a tag such as `stable` or a digest. No tag in it can follow a version.
 *
 * @param majorOf the Airflow major of a tag; undefined if it is no tag of Astro Runtime
 */
export function privateImage(text: string, majorOf: (tag: string) => number | undefined): string | undefined {
  const pieces = locateBaseImage(text);
  const word = pieces === undefined ? '' : wordOf(pieces);
  const image = parseImage(word);
  return image !== undefined && isPrivate(image, majorOf) ? word : undefined;
}

function isPrivate({ name, tag }: BaseImage, majorOf: (tag: string) => number | undefined): boolean {
  // The name of a registry has a dot or a port; the others are Docker Hub's.
  const isOfRegistry = /^[a-z\d-]+([.:][\w.:-]*)\/[\w./-]+$/i.test(name) && !PUBLIC_NAMES.includes(name);
  return isOfRegistry && !(isAstroRuntime(name) && tag !== undefined && majorOf(tag) !== undefined);
}

/**
 * Gives a Dockerfile's text in which the image that the final stage builds on has another tag: in the `FROM` line, or in the `ARG`
 * before it that the tag comes from. Nothing else of the text changes. Where the Airflow major changes, the public image's name does too.
 * A `privateImage` stays as it is.
 *
 * @param majorOf the Airflow major of a tag; undefined if it is no tag of Astro Runtime
 * @throws FixedTagError if there is no such image, or a change of its tag alone would not be right
 */
export function withRuntime(text: string, wanted: WantedRuntime, majorOf: (tag: string) => number | undefined): string {
  const pieces = locateBaseImage(text);
  if (pieces === undefined) {
    throw refused('it has no FROM line whose image can be told (there is none, or an ARG in it has no value)', wanted);
  }
  const word = wordOf(pieces);
  const image = parseImage(word)!;
  if (isPrivate(image, majorOf)) {
    return text;
  }
  const { name, tag } = image;
  if (!isAstroRuntime(name)) {
    throw new FixedTagError(`it builds on ${word}, which is not an image of Astro Runtime. Write "FROM ${wanted.image}" manually, or declare a LocalAirflow in another project type, which leaves the Dockerfile alone.`);
  }
  if (tag === wanted.tag) {
    return text;
  }
  if (tag === undefined) {
    throw refused(`its image ${word} has no tag`, wanted);
  }
  if (word.length > name.length + 1 + tag.length) {
    throw refused('its image has a digest, which wins over the tag', wanted);
  }
  const wantedName = nameFor(name, tag, wanted, majorOf);
  const edits = [
    ...editOf(slicePieces(pieces, 0, name.length), wantedName, wanted),
    ...editOf(slicePieces(pieces, name.length + 1, word.length), wanted.tag, wanted),
  ];
  const next = edits.sort((one, other) => other.at - one.at).reduce((before, { at, old, text: now }) => before.slice(0, at) + now + before.slice(at + old.length), text);
  checkResult(text, next, { name: wantedName, isRenamed: wantedName !== name }, wanted);
  return next;
}

/** The name that the image has to have for the wanted tag: that of a private registry is not ours to guess. */
function nameFor(name: string, tag: string, wanted: WantedRuntime, majorOf: (tag: string) => number | undefined): string {
  if (PUBLIC_NAMES.includes(name)) {
    return parseImage(wanted.image)!.name;
  }
  const major = majorOf(tag);
  if (major === wanted.airflowMajor) {
    return name;
  }
  const reason = major === undefined
    ? `its tag ${tag} is none of Astro Runtime's`
    : `${tag} is Airflow ${major} and ${wanted.tag} is Airflow ${wanted.airflowMajor}, whose image can have another name than ${name} there`;
  // check-words: ignore
  throw new FixedTagError(`${reason}. Write the FROM line manually, with the tag ${wanted.tag} (such as "FROM ${wanted.image}"); or omit ${apiName('runtimeVersion')} to let the Dockerfile decide.`);
}

/** The change that makes another word of pieces. Of several, one alone changes: that around which the others fit already. */
function editOf(pieces: readonly Piece[], wantedWord: string, wanted: WantedRuntime): Edit[] {
  const word = wordOf(pieces);
  if (word === wantedWord) {
    return [];
  }
  let start = 0;
  for (const { text, at } of pieces) {
    const before = word.slice(0, start);
    const behind = word.slice(start + text.length);
    start += text.length;
    if (at !== undefined && wantedWord.length > before.length + behind.length && wantedWord.startsWith(before) && wantedWord.endsWith(behind)) {
      return [{ at, old: text, text: wantedWord.slice(before.length, wantedWord.length - behind.length) }];
    }
  }
  throw refused(`"${word}" in its FROM line is put together from several parts, none of which alone makes it "${wantedWord}"`, wanted);
}

/** An `ARG` can serve several times: what comes of the edits is read again. */
function checkResult(text: string, next: string, { name, isRenamed }: { name: string; isRenamed: boolean }, wanted: WantedRuntime): void {
  const image = readBaseImage(next);
  if (image?.name !== name || image.tag !== wanted.tag) {
    throw refused('its FROM line is written in a way that a change of the tag alone does not reach', wanted);
  }
  const before = isRenamed ? stageImages(text) : [];
  const after = isRenamed ? stageImages(next) : [];
  const torn = after.find((other, index) => other !== before[index] && other !== wanted.image);
  if (torn !== undefined) {
    throw refused(`another stage takes its tag from the same ARG and would build on ${torn}`, wanted);
  }
}

function refused(reason: string, { image }: WantedRuntime): FixedTagError {
  // check-words: ignore
  return new FixedTagError(`${reason}. Write "FROM ${image}" manually, or omit ${apiName('runtimeVersion')} to let the Dockerfile decide.`);
}
