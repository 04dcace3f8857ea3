import type { Dockerfile, From } from 'dockerfile-ast';
import { expandedPieces, piecesIn, slicePieces, unquotedPieces, wordOf } from './dockerfile-pieces';
import type { Piece } from './dockerfile-pieces';

/** What the final stage of a Dockerfile is built on. */
export interface BaseImage {
  /** The image's name without tag and digest, for example `astrocrpublic.azurecr.io/runtime`. */
  readonly name: string;
  /** The tag; undefined if there is none. */
  readonly tag?: string;
}

/** The image that a stage is built on, by the pieces of the Dockerfile that it is made of. */
export type ImagePieces = readonly Piece[];

/** The stages of a Dockerfile. */
interface Stages {
  /** The image that each stage builds on, in their order; undefined where it cannot be told. */
  readonly images: ReadonlyArray<ImagePieces | undefined>;
  /** The stage that the final one builds on in the end; -1 if there is no stage. */
  readonly root: number;
}

/**
 * Reads the image that the final stage of a Dockerfile is built on: a `FROM` with `--platform`, digest or `ARG`s that have
 * a default, through the stages that build on one another.
 *
 * @param text the Dockerfile's text
 * @returns undefined if there is no `FROM`, or one whose `ARG` has no value
 */
export function readBaseImage(text: string): BaseImage | undefined {
  const image = locateBaseImage(text);
  return image && parseImage(wordOf(image));
}

/** As `readBaseImage`, with the places that the image is made of. */
export function locateBaseImage(text: string): ImagePieces | undefined {
  const { images, root } = stagesOf(text);
  return images[root];
}

/** The image that each stage of a Dockerfile is built on, as a word; undefined where it cannot be told. */
export function stageImages(text: string): Array<string | undefined> {
  return stagesOf(text).images.map((image) => image && wordOf(image));
}

/** Takes an image's name, tag and digest apart. */
export function parseImage(image: string): BaseImage | undefined {
  const match = /^(?<name>.+?)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@[a-z0-9]+:[0-9a-f]+)?$/.exec(image);
  return match?.groups && { name: match.groups.name, tag: match.groups.tag };
}

/** Whether an image's name is one of Astro Runtime, be it from a private mirror of the registry. */
export function isAstroRuntime(name: string): boolean {
  return /(^|\/)(astro-)?runtime$/.test(name);
}

function stagesOf(text: string): Stages {
  const plain = plainImage(text);
  return plain === undefined ? parsedStages(text) : { images: [[plain]], root: 0 };
}

/**
 * The image of a Dockerfile that begins with a plain `FROM` and has no other, as most of Astro projects do. To load the parser
 * takes as long as all the rest that a `LocalAirflow` does in a small project.
 *
 * @returns undefined if it takes the parser to tell: for directives, variables, options, line ends that are escaped, stages
 */
function plainImage(text: string): Piece | undefined {
  const first = /^\uFEFF?(?:[ \t]*(?:#(?![ \t]*\w+[ \t]*=).*)?\r?\n)*[ \t]*FROM[ \t]+([\w./:@-]+)[ \t]*(?:\r?\n|$)/i.exec(text);
  return first !== null && text.match(/^\s*FROM\b/gim)?.length === 1 ? { text: first[1], at: first[0].lastIndexOf(first[1]) } : undefined;
}

function parsedStages(text: string): Stages {
  const { DockerfileParser } = require('dockerfile-ast') as typeof import('dockerfile-ast');
  const content = text.replace(/^\uFEFF/, '');
  const dockerfile = DockerfileParser.parse(content);
  const place = piecesIn(content, text.length - content.length);
  const args = initialArgs(dockerfile, place);
  const stages = dockerfile.getFROMs();
  const images = stages.map((stage) => expandedPieces(unquotedPieces(stage.getArguments().slice(0, 1).flatMap(place)), args));
  return { images, root: rootOf(stages, images) };
}

/** The stage that the final stage builds on, through the stages between them. */
function rootOf(stages: readonly From[], images: Stages['images']): number {
  let index = stages.length - 1;
  while (index > 0) {
    const image = images[index];
    const parent = image === undefined ? -1 : stages.map((stage) => isNamed(stage, wordOf(image))).lastIndexOf(true, index - 1);
    if (parent < 0) {
      return index;
    }
    index = parent;
  }
  return index;
}

function isNamed(stage: From, image: string): boolean {
  return stage.getBuildStage()?.toLowerCase() === image.toLowerCase();
}

/** The values of the `ARG`s before the first `FROM`. */
function initialArgs(dockerfile: Dockerfile, place: ReturnType<typeof piecesIn>): Map<string, ImagePieces> {
  const args = new Map<string, ImagePieces>();
  for (const argument of dockerfile.getInitialARGs().flatMap((arg) => arg.getArguments())) {
    const pieces = place(argument);
    const word = wordOf(pieces);
    const equals = word.indexOf('=');
    if (equals > 0) {
      args.set(word.slice(0, equals), expandedPieces(unquotedPieces(slicePieces(pieces, equals + 1, word.length)), args) ?? []);
    }
  }
  return args;
}

/** The instructions of a Dockerfile. */
export function withoutComments(text: string): string {
  return text.replace(/^\s*#.*$/gm, '');
}
