import * as fc from 'fast-check';
import { AstroRuntime } from '../../../src/runtime/astro-runtime';
import { readBaseImage } from '../../../src/runtime/base-image';
import { FixedTagError, withRuntime } from '../../../src/runtime/dockerfile-tag';
import { unicode } from '../../support/arbitraries';
import { propertyOptions } from '../../support/property';

const changed = (text: string, tag: string): string => withRuntime(text, AstroRuntime.parse(tag), (other) => AstroRuntime._tryParse(other)?.airflowMajor);

const suffix = fc.constantFrom('', '', '-base', '-slim', '-python-3.12', '-python-3.12-base');
const airflow3 = fc.tuple(fc.nat(9), fc.nat(99), suffix).map(([minor, build, end]) => `3.${minor}-${build}${end}`);
const airflow2 = fc.tuple(fc.integer({ min: 4, max: 13 }), fc.nat(20), fc.nat(9), suffix).map(([major, minor, patch, end]) => `${major}.${minor}.${patch}${end}`);
const sameMajor = fc.oneof(fc.tuple(airflow3, airflow3), fc.tuple(airflow2, airflow2));
const anyMajor = fc.oneof(sameMajor, fc.tuple(airflow3, airflow2), fc.tuple(airflow2, airflow3));

const noise = fc.array(
  fc.constantFrom('', ' \t', '# FROM x:3.1-12', '  # a comment', '# ünïcode \u{1F468}\u200D\u{1F469}', 'ARG OTHER=3.1-12', 'ARG EMPTY', 'ARG A=1 B="2"'),
  { maxLength: 4 },
);
const behind = fc.array(
  fc.constantFrom('', '# x', 'USER root', 'RUN apt-get update && \\\n    apt-get install -y x', 'COPY <<EOF /x\nFROM x:3.1-12\nEOF', 'ENV V=3.1-12', 'ARG TAG', 'COPY --from=wheels /w /w'),
  { maxLength: 5 },
);

/** How the image is written: what precedes the first `FROM`, and the image in it. */
const ways: ReadonlyArray<(name: string, tag: string) => { args: string[]; image: string }> = [
  (name, tag) => ({ args: [], image: `${name}:${tag}` }),
  (name, tag) => ({ args: [], image: `"${name}:${tag}"` }),
  (name, tag) => ({ args: [`ARG TAG=${tag}`], image: `${name}:\${TAG}` }),
  (name, tag) => ({ args: ['ARG TAG=1', `  arg TAG='${tag}'`], image: `${name}:$TAG` }),
  (name, tag) => ({ args: [`ARG V="${tag}"`, 'ARG TAG=${V}'], image: `${name}:\${TAG:-1}` }),
  (name, tag) => ({ args: ['ARG TAG'], image: `${name}:\${TAG:-${tag}}` }),
  (name, tag) => ({ args: [], image: `${name}:\${TAG-${tag}}` }),
  (name, tag) => ({ args: [`ARG IMAGE=${name}:${tag}`], image: '$IMAGE' }),
  (name, tag) => ({ args: [`ARG TAG=${tag} NAME=${name}`], image: '${NAME}:${TAG}' }),
];
const from = fc.constantFrom('FROM ', 'from  ', '\tFrom \t', 'FROM --platform=linux/arm64 ', 'FROM --platform=$BUILDPLATFORM \\\n', 'FROM \\\n # comment\n ');
const chain = fc.constantFrom<[string, string[]]>(['', []], [' ', []], [' AS last', []], [' as Base', ['RUN x', 'FROM base']], [' AS a', ['FROM A AS b', 'FROM python:3.12 AS c', 'FROM b  AS d']]);

interface Case {
  readonly before: string;
  readonly wanted: string;
  /** The name of the image in the Dockerfile. */
  readonly name: string;
  /** The Dockerfile with an image. */
  readonly write: (name: string, tag: string) => string;
}

function cases(tags: fc.Arbitrary<[string, string]>, names: (tag: string) => fc.Arbitrary<string>): fc.Arbitrary<Case> {
  return tags.chain(([before, wanted]) =>
    fc
      .record({
        name: names(before),
        way: fc.constantFrom(...ways),
        bom: fc.constantFrom('', '\uFEFF'),
        directive: fc.constantFrom([], ['# syntax=docker/dockerfile:1']),
        first: noise,
        stage: fc.constantFrom([], ['FROM python:3.12 AS wheels']),
        from,
        chain,
        last: behind,
        eol: fc.constantFrom('\n', '\r\n'),
        end: fc.constantFrom('', '\n', '\n\n', ' '),
      })
      .map(({ name, way, bom, directive, first, stage, from: keyword, chain: [as, further], last, eol, end }) => ({
        before,
        wanted,
        name,
        write: (image, tag) => {
          const written = way(image, tag);
          const lines = [...directive, ...first, ...written.args, ...stage, `${keyword}${written.image}${as}`, ...further, ...last];
          return bom + (lines.join('\n') + end).replace(/\n/g, eol);
        },
      })),
  );
}

const publicName = (tag: string): fc.Arbitrary<string> => fc.constant(nameOf(tag));
const anyName = (tag: string): fc.Arbitrary<string> => fc.oneof(publicName(tag), fc.constantFrom('registry.example.com:5000/x/astro-runtime', 'localhost/runtime', 'runtime'));

function nameOf(tag: string): string {
  return AstroRuntime.parse(tag).image.split(':')[0];
}

test('within an Airflow major the text is that of before, with the wanted tag in its place', () => {
  fc.assert(
    fc.property(cases(sameMajor, anyName), ({ before, wanted, name, write }) => {
      const next = changed(write(name, before), wanted);
      expect(next).toBe(write(name, wanted));
      expect(readBaseImage(next)).toEqual({ name, tag: wanted });
    }),
    propertyOptions(8),
  );
});

test('between Airflow majors the text is that of before, with the wanted image in its place', () => {
  fc.assert(
    fc.property(cases(anyMajor, publicName), ({ before, wanted, name, write }) => {
      const next = changed(write(name, before), wanted);
      expect(next).toBe(write(nameOf(wanted), wanted));
      expect(readBaseImage(next)).toEqual({ name: nameOf(wanted), tag: wanted });
    }),
    propertyOptions(8),
  );
});

test('a second time nothing changes, and the way back gives the text of before', () => {
  fc.assert(
    fc.property(fc.oneof(cases(sameMajor, anyName), cases(anyMajor, publicName)), ({ before, wanted, name, write }) => {
      const text = write(name, before);
      const next = changed(text, wanted);
      expect(changed(next, wanted)).toBe(next);
      expect(changed(next, before)).toBe(text);
    }),
    propertyOptions(8),
  );
});

test('any text gets the wanted tag or is refused, and then says why', () => {
  const pieces = fc.oneof(
    unicode,
    fc.constantFrom('FROM ', 'ARG ', 'T=', 'T=3.1-12', 'quay.io/astronomer/astro-runtime', 'runtime', ':', '3.1-12', '13.7.0', '${T', ':-', '-', '}', '$T', ' AS x', 'x', '\n', '\r\n', '\r', '\\\n', ' # c\n', '<<EOF', '"', '@sha256:00', '# escape=`\n', '`\n', '\uFEFF'),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const text = parts.join('');
      try {
        const next = changed(text, '3.2-1');
        expect(readBaseImage(next)?.tag).toBe('3.2-1');
        expect(changed(next, '3.2-1')).toBe(next);
      } catch (error) {
        expect(error).toBeInstanceOf(FixedTagError);
      }
    }),
    propertyOptions(4),
  );
});
