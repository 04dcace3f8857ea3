import { AstroRuntime } from '../../../src/runtime/astro-runtime';
import { FixedTagError, privateImage, withRuntime } from '../../../src/runtime/dockerfile-tag';
import { inPython } from '../../support/in-python';
import { errorOf } from '../../support/projects';

const NEW = 'astrocrpublic.azurecr.io/runtime';
const OLD = 'quay.io/astronomer/astro-runtime';
const MIRROR = 'registry.example.com:5000/mirror/astro-runtime';

function changed(text: string, tag: string): string {
  return withRuntime(text, AstroRuntime.parse(tag), majorOf);
}

function majorOf(tag: string): number | undefined {
  return AstroRuntime._tryParse(tag)?.airflowMajor;
}

test.each([
  ['the FROM line', `FROM ${NEW}:3.1-12\n`, `FROM ${NEW}:3.1-13\n`],
  ['no newline at the end', `FROM ${NEW}:3.1-12`, `FROM ${NEW}:3.1-13`],
  ['line ends of Windows, a BOM and blanks', `\uFEFF# FROM ${NEW}:3.1-12\r\n\r\n\tfrom  ${NEW}:3.1-12 \t\r\nRUN x`, `\uFEFF# FROM ${NEW}:3.1-12\r\n\r\n\tfrom  ${NEW}:3.1-13 \t\r\nRUN x`],
  ['a BOM and a directive', `\uFEFF# escape=\`\nFROM \`\n  ${NEW}:3.1-12\n`, `\uFEFF# escape=\`\nFROM \`\n  ${NEW}:3.1-13\n`],
  ['platform and name of the stage', `FROM --platform=linux/amd64 ${NEW}:3.1-12 AS Base # x\n`, `FROM --platform=linux/amd64 ${NEW}:3.1-13 AS Base # x\n`],
  ['quotes', `FROM "${NEW}:3.1-12"\n`, `FROM "${NEW}:3.1-13"\n`],
  ['a line that goes on within the name', 'FROM astrocrpublic.azurecr.io/\\\nruntime:3.1-12\n', 'FROM astrocrpublic.azurecr.io/\\\nruntime:3.1-13\n'],
  ['a line that goes on behind a comment', `FROM \\\n# ${NEW}:3.1-12\n  ${NEW}:3.1-12\n`, `FROM \\\n# ${NEW}:3.1-12\n  ${NEW}:3.1-13\n`],
  ['a tag that stands elsewhere too', `# 3.1-12\nFROM ${NEW}:3.1-12\nENV V=3.1-12\n`, `# 3.1-12\nFROM ${NEW}:3.1-13\nENV V=3.1-12\n`],
  ['a text in a heredoc', `FROM ${NEW}:3.1-12\nCOPY <<EOF /x\nFROM ${NEW}:3.1-12\nEOF\n`, `FROM ${NEW}:3.1-13\nCOPY <<EOF /x\nFROM ${NEW}:3.1-12\nEOF\n`],
  ['a private mirror', `FROM ${MIRROR}:3.1-12-base\n`, `FROM ${MIRROR}:3.1-13\n`],
  ['a suffix', `FROM ${NEW}:3.1-12-python-3.12-base\n`, `FROM ${NEW}:3.1-13\n`],
  ['a tag without a version, of a public image', `FROM ${NEW}:latest\n`, `FROM ${NEW}:3.1-13\n`],
])('changes the tag alone: %s', (_, text, expected) => {
  expect(changed(text, '3.1-13')).toBe(expected);
});

test.each([
  ['of the tag', `ARG TAG=3.1-12\nFROM ${NEW}:$TAG\n`, `ARG TAG=3.1-13\nFROM ${NEW}:$TAG\n`],
  ['of the tag, in braces, quotes and line ends of Windows', `ARG TAG="3.1-12"\r\nFROM ${NEW}:\${TAG}\r\n`, `ARG TAG="3.1-13"\r\nFROM ${NEW}:\${TAG}\r\n`],
  ['of the whole image', `ARG IMAGE=${NEW}:3.1-12\nFROM \${IMAGE}\n`, `ARG IMAGE=${NEW}:3.1-13\nFROM \${IMAGE}\n`],
  ['by another ARG', `ARG V=3.1-12\nARG TAG=$V\nFROM ${NEW}:$TAG\n`, `ARG V=3.1-13\nARG TAG=$V\nFROM ${NEW}:$TAG\n`],
  ['of the build alone', `ARG BUILD=12\nFROM ${NEW}:3.1-\${BUILD}\n`, `ARG BUILD=13\nFROM ${NEW}:3.1-\${BUILD}\n`],
  ['of the Airflow version, where the build changes', `ARG V=3.1\nFROM ${NEW}:\${V}-12\n`, `ARG V=3.1\nFROM ${NEW}:\${V}-13\n`],
  ['of which the last counts', `ARG TAG=1\nARG TAG=3.1-12\nFROM ${NEW}:$TAG\n`, `ARG TAG=1\nARG TAG=3.1-13\nFROM ${NEW}:$TAG\n`],
  ['with another in the line', `ARG TAG=3.1-12 X=3.1-12\nFROM ${NEW}:$TAG\n`, `ARG TAG=3.1-13 X=3.1-12\nFROM ${NEW}:$TAG\n`],
  ['that beats a default', `ARG TAG=3.1-12\nFROM ${NEW}:\${TAG:-3.1-12}\n`, `ARG TAG=3.1-13\nFROM ${NEW}:\${TAG:-3.1-12}\n`],
  ['without a value, beaten by a default', `ARG TAG\nFROM ${NEW}:\${TAG:-3.1-12}\n`, `ARG TAG\nFROM ${NEW}:\${TAG:-3.1-13}\n`],
  ['with an empty value, beaten by a default', `ARG TAG=\nFROM ${NEW}:\${TAG:-3.1-12}\n`, `ARG TAG=\nFROM ${NEW}:\${TAG:-3.1-13}\n`],
  ['that the stage takes over', `ARG TAG=3.1-12\nFROM ${NEW}:$TAG\nARG TAG\nRUN echo $TAG\n`, `ARG TAG=3.1-13\nFROM ${NEW}:$TAG\nARG TAG\nRUN echo $TAG\n`],
  ['of two stages', `ARG TAG=3.1-12\nFROM ${NEW}:$TAG AS a\nFROM ${NEW}:$TAG\n`, `ARG TAG=3.1-13\nFROM ${NEW}:$TAG AS a\nFROM ${NEW}:$TAG\n`],
])('changes the value of an ARG %s', (_, text, expected) => {
  expect(changed(text, '3.1-13')).toBe(expected);
});

test('changes the ARG in front of a suffix where the declared tag has the same suffix', () => {
  expect(changed(`ARG TAG=3.1-12\nFROM ${NEW}:\${TAG}-base\n`, '3.1-13-base')).toBe(`ARG TAG=3.1-13\nFROM ${NEW}:\${TAG}-base\n`);
});

test.each([
  ['the last stage', `FROM ${NEW}:3.1-12 AS wheels\nRUN x\nFROM ${NEW}:3.1-12\n`, `FROM ${NEW}:3.1-12 AS wheels\nRUN x\nFROM ${NEW}:3.1-13\n`],
  ['the stage at the root of a chain', `FROM ${NEW}:3.1-12 AS a\nFROM python:3.12 AS x\nFROM A AS b\nFROM b\n`, `FROM ${NEW}:3.1-13 AS a\nFROM python:3.12 AS x\nFROM A AS b\nFROM b\n`],
  ['the last of two stages of a name', `FROM ${NEW}:3.1-12 AS a\nFROM ${NEW}:3.1-11 AS a\nFROM a\n`, `FROM ${NEW}:3.1-12 AS a\nFROM ${NEW}:3.1-13 AS a\nFROM a\n`],
])('changes %s', (_, text, expected) => {
  expect(changed(text, '3.1-13')).toBe(expected);
});

test.each([
  ['in the FROM line', `FROM ${OLD}:13.7.0 AS x\n`, `FROM ${NEW}:3.1-13 AS x\n`],
  ['of which the tag comes from an ARG', `ARG TAG=13.7.0\nFROM ${OLD}:$TAG\n`, `ARG TAG=3.1-13\nFROM ${NEW}:$TAG\n`],
  ['of which both come from one ARG', `ARG IMAGE=${OLD}:13.7.0\nFROM $IMAGE\n`, `ARG IMAGE=${NEW}:3.1-13\nFROM $IMAGE\n`],
  ['of which both come from an ARG each', `ARG TAG=13.7.0\nARG NAME=${OLD}\nFROM $NAME:$TAG\n`, `ARG TAG=3.1-13\nARG NAME=${NEW}\nFROM $NAME:$TAG\n`],
  ['that another stage has by itself', `FROM ${OLD}:13.7.0 AS a\nFROM ${OLD}:13.7.0\n`, `FROM ${OLD}:13.7.0 AS a\nFROM ${NEW}:3.1-13\n`],
  ['that two stages have from one ARG', `ARG I=${OLD}:13.7.0\nFROM $I AS a\nFROM $I\n`, `ARG I=${NEW}:3.1-13\nFROM $I AS a\nFROM $I\n`],
])('another Airflow major changes the name of a public image %s', (_, text, expected) => {
  expect(changed(text, '3.1-13')).toBe(expected);
  expect(changed(changed(text, '3.1-13'), '13.7.0')).toBe(text);
});

test.each([
  ['a public image', `FROM ${NEW}:3.1-13\n`],
  ['a mirror', `FROM ${MIRROR}:3.1-13\n`],
  ['a digest', `FROM ${NEW}:3.1-13@sha256:${'0a'.repeat(32)}\n`],
  ['parts', `ARG V=3.1\nARG B=13\nFROM ${NEW}:$V-$B\n`],
])('the wanted tag is left as it is, with %s', (_, text) => {
  expect(changed(text, '3.1-13')).toBe(text);
});

test.each([
  ['an image of its own', 'example.com/our-runtime:3.1-12'],
  ['an image of its own at a port', 'localhost:5000/airflow'],
  ['a mirror under a tag of its own', `${MIRROR}:stable`],
  ['a mirror without a tag', MIRROR],
  ['a mirror under a digest alone', `${MIRROR}@sha256:${'0a'.repeat(32)}`],
])('a private registry’s image that shows no version is left as it is: %s', (_, image) => {
  expect(changed(`FROM ${image} AS base\n`, '3.1-13')).toBe(`FROM ${image} AS base\n`);
  expect(privateImage(`FROM ${image} AS base\n`, majorOf)).toBe(image);
});

test.each([`${MIRROR}:3.1-12`, `${NEW}:3.1-12`, NEW, 'python:3.12', 'acme/airflow:1', '${X:+1}/airflow:1'])('an image that is followed or refused is not such an image: %s', (image) => {
  expect(privateImage(`FROM ${image}\n`, majorOf)).toBeUndefined();
});

const BY_HAND = `. Write "FROM ${NEW}:3.1-13" manually, or omit runtimeVersion to let the Dockerfile decide.`;

test.each([
  ['nothing', '', `it has no FROM line whose image can be told (there is none, or an ARG in it has no value)${BY_HAND}`],
  ['comments alone', `# FROM ${NEW}:3.1-12\n`, /^it has no FROM line/],
  ['a FROM without an image', 'FROM\n', /^it has no FROM line/],
  ['an ARG without a value', `ARG TAG\nFROM ${NEW}:$TAG\n`, /^it has no FROM line/],
  ['an ARG of another scope', `FROM x\nARG TAG=3.1-12\nFROM ${NEW}:$TAG\n`, /^it has no FROM line/],
  ['another image', 'FROM python:3.12\n', `it builds on python:3.12, which is not an image of Astro Runtime. Write "FROM ${NEW}:3.1-13" manually, or declare a LocalAirflow in another project type, which leaves the Dockerfile alone.`],
  ['an image of Docker Hub that ends alike', 'FROM acme/our-runtime:3.1-12\n', /^it builds on acme\/our-runtime:3.1-12, which is not an image of Astro Runtime\./],
  ['an operator of variables that is not known', `ARG TAG=3.1-12\nFROM ${NEW}:\${TAG:+3.1-12}\n`, /^it builds on .*, which is not an image of Astro Runtime\./],
  ['no tag', `FROM ${NEW}\n`, `its image ${NEW} has no tag${BY_HAND}`],
  ['a digest', `FROM ${NEW}:3.1-12@sha256:${'0a'.repeat(32)}\n`, `its image has a digest, which wins over the tag${BY_HAND}`],
  ['a digest of a mirror in an ARG', `ARG D=@sha256:00\nFROM ${MIRROR}:3.1-12$D\n`, `its image has a digest, which wins over the tag${BY_HAND}`],
  ['a mirror of the other major', `FROM ${MIRROR}:13.7.0\n`, `13.7.0 is Airflow 2 and 3.1-13 is Airflow 3, whose image can have another name than ${MIRROR} there. Write the FROM line manually, with the tag 3.1-13 (such as "FROM ${NEW}:3.1-13"); or omit runtimeVersion to let the Dockerfile decide.`],
  ['parts of which more than one changes', `ARG V=3.0\nARG B=12\nFROM ${NEW}:$V-$B\n`, `"3.0-12" in its FROM line is put together from several parts, none of which alone makes it "3.1-13"${BY_HAND}`],
  ['a suffix behind an ARG that is not declared', `ARG TAG=3.1-12\nFROM ${NEW}:\${TAG}-base\n`, /^"3\.1-12-base" in its FROM line is put together/],
  ['a line end within the tag', `FROM ${NEW}:3.0-\\\n12\n`, /^"3\.0-12" in its FROM line is put together/],
  ['a registry in an ARG, where the name changes', 'ARG R=quay.io\nFROM $R/astronomer/astro-runtime:13.7.0\n', /^"quay\.io\/astronomer\/astro-runtime" in its FROM line is put together/],
  ['a part of the name that the tag has too', 'ARG V=3.1-12\nFROM example.com/$V/runtime:$V\n', /^its FROM line is written in a way that a change of the tag alone does not reach/],
  ['an ARG that another stage takes its tag from, where the name changes', `ARG T=13.7.0\nFROM ${OLD}:$T AS a\nFROM ${OLD}:$T\n`, `another stage takes its tag from the same ARG and would build on ${OLD}:3.1-13${BY_HAND}`],
])('refuses a Dockerfile with %s, with the reason and the way out', (_, text, message) => {
  const error = errorOf(() => changed(text, '3.1-13'));
  expect(error).toBeInstanceOf(FixedTagError);
  expect(error?.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

test.each([
  ['no tag', `FROM ${NEW}\n`],
  ['a mirror of the other major', `FROM ${MIRROR}:13.7.0\n`],
])('names the option as an rc file in Python does: %s', (_, text) => {
  expect(inPython(() => errorOf(() => changed(text, '3.1-13')))?.message).toMatch(/or omit runtime_version to let the Dockerfile decide\.$/);
});
