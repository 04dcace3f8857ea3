import type { Dockerfile, From, Instruction } from 'dockerfile-ast';

/** What the final stage of a Dockerfile is built on. */
export interface BaseImage {
  /** The image's name without tag and digest, for example `astrocrpublic.azurecr.io/runtime`. */
  readonly name: string;
  /** The tag; undefined if there is none. */
  readonly tag?: string;
}

/**
 * Reads the image that the final stage of a Dockerfile is built on: a `FROM` with `--platform`, digest or `ARG`s that have
 * a default, through the stages that build on one another.
 *
 * @param text the Dockerfile's text
 * @returns undefined if there is no `FROM`, or one whose `ARG` has no value
 */
export function readBaseImage(text: string): BaseImage | undefined {
  const content = text.replace(/^\uFEFF/, '');
  const plain = plainImage(content);
  return plain === undefined ? parsedBaseImage(content) : parse(plain);
}

/**
 * The image of a Dockerfile that begins with a plain `FROM` and has no other, as most of Astro projects do. To load the parser
 * takes as long as all the rest that a `LocalAirflow` does in a small project.
 *
 * @returns undefined if it takes the parser to tell: for directives, variables, options, line ends that are escaped, stages
 */
function plainImage(text: string): string | undefined {
  const first = /^(?:[ \t]*(?:#(?![ \t]*\w+[ \t]*=).*)?\r?\n)*[ \t]*FROM[ \t]+([\w./:@-]+)[ \t]*(?:\r?\n|$)/i.exec(text);
  return first !== null && text.match(/^\s*FROM\b/gim)?.length === 1 ? first[1] : undefined;
}

function parsedBaseImage(text: string): BaseImage | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { DockerfileParser } = require('dockerfile-ast') as typeof import('dockerfile-ast');
  const dockerfile = DockerfileParser.parse(text);
  const stages = dockerfile.getFROMs();
  const args = initialArgs(dockerfile);
  let index = stages.length - 1;
  while (index >= 0) {
    const image = expand(unquoted(stages[index].getImage() ?? ''), args);
    const parent = stages.map((stage) => sameStage(stage, image)).lastIndexOf(true, index - 1);
    if (index === 0 || parent < 0) {
      return parse(image);
    }
    index = parent;
  }
  return undefined;
}

function sameStage(stage: From, image: string | undefined): boolean {
  return image !== undefined && stage.getBuildStage()?.toLowerCase() === image.toLowerCase();
}

function initialArgs(dockerfile: Dockerfile): Map<string, string> {
  const args = new Map<string, string>();
  for (const arg of dockerfile.getInitialARGs()) {
    for (const [name, value] of assignments(arg)) {
      args.set(name, expand(value, args) ?? '');
    }
  }
  return args;
}

function assignments(arg: Instruction): Array<[string, string]> {
  return arg
    .getArguments()
    .map((argument) => /^([^=]+)=(.*)$/s.exec(argument.getValue()))
    .filter((match) => match !== null)
    .map((match) => [match[1], unquoted(match[2])]);
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}

/** The text with its variables replaced; undefined if one of them has neither a value nor a default. */
function expand(text: string, args: ReadonlyMap<string, string>): string | undefined {
  let known = true;
  const expanded = text.replace(/\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g, (_, braced?: string, fallback?: string, plain?: string) => {
    const value = args.get(braced ?? plain ?? '') || fallback;
    known &&= value !== undefined;
    return value ?? '';
  });
  return known && expanded !== '' ? expanded : undefined;
}

function parse(image: string | undefined): BaseImage | undefined {
  const match = /^(?<name>.+?)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@[a-z0-9]+:[0-9a-f]+)?$/.exec(image ?? '');
  return match?.groups && { name: match.groups.name, tag: match.groups.tag };
}
