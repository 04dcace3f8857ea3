import { readBaseImage } from '../../../src/runtime/base-image';

const RUNTIME = { name: 'astrocrpublic.azurecr.io/runtime', tag: '3.1-12' };
const IMAGE = 'astrocrpublic.azurecr.io/runtime:3.1-12';

test.each([
  ['one FROM line', `FROM ${IMAGE}\n`],
  ['no newline at the end', `FROM ${IMAGE}`],
  ['lower case', `from ${IMAGE} as base\n`],
  ['blanks and tabs', `\n  FROM\t  ${IMAGE}  \n`],
  ['a name of the stage', `FROM ${IMAGE} AS stage\n`],
  ['line ends of Windows', `FROM ${IMAGE}\r\nRUN x\r\n`],
  ['a BOM', `\uFEFFFROM ${IMAGE}\n`],
  ['comments before and behind', `# FROM other:1\n\nFROM ${IMAGE}\n# FROM other:2\n`],
  ['a syntax directive', `# syntax=docker/dockerfile:1\nFROM ${IMAGE}\n`],
  ['a BOM and a syntax directive', `\uFEFF# syntax=docker/dockerfile:1\r\nFROM ${IMAGE}\r\n`],
  ['a platform', `FROM --platform=linux/amd64 ${IMAGE}\n`],
  ['a platform from a variable', `FROM --platform=$BUILDPLATFORM ${IMAGE}\n`],
  ['a digest', `FROM ${IMAGE}@sha256:${'0a'.repeat(32)}\n`],
  ['a line that goes on', `FROM \\\n  ${IMAGE}\n`],
  ['a line that goes on, with line ends of Windows', `FROM --platform=linux/amd64 \\\r\n  ${IMAGE} AS x\r\n`],
  ['a line that goes on behind a comment', `FROM \\\n# which one?\n  ${IMAGE}\n`],
  ['a line that goes on within the name', 'FROM astrocrpublic.azurecr.io/\\\nruntime:3.1-12\n'],
  ['another escape character', `# escape=\`\nFROM \`\n  ${IMAGE}\n`],
  ['quotes', `FROM "${IMAGE}"\n`],
  ['instructions behind it', `FROM ${IMAGE}\nUSER root\nRUN apt-get update && \\\n  apt-get install -y x\nUSER astro\nONBUILD RUN y\n`],
])('reads the image of a Dockerfile with %s', (_, text) => {
  expect(readBaseImage(text)).toEqual(RUNTIME);
});

test.each([
  ['one stage built on another', `FROM python:3.12 AS build\nRUN x\nFROM ${IMAGE}\nCOPY --from=build /x /x\n`],
  ['the last stage built on an earlier one', `FROM ${IMAGE} AS base\nFROM base\n`],
  ['an earlier stage in another case', `FROM ${IMAGE} AS Base\nFROM python:3.12\nFROM bAsE AS last\n`],
  ['several stages in a row', `FROM ${IMAGE} AS a\nFROM a AS b\nFROM other:1 AS c\nFROM b\n`],
  ['a stage of the same name built twice, of which the last counts', `FROM other:1 AS a\nFROM ${IMAGE} AS a\nFROM a\n`],
  ['a stage called after its own image', `FROM other:1\nFROM ${IMAGE} AS runtime\n`],
])('reads the image of %s', (_, text) => {
  expect(readBaseImage(text)).toEqual(RUNTIME);
});

test.each([
  ['that is no earlier stage', 'FROM a AS a\nFROM b:1 AS b\n', { name: 'b', tag: '1' }],
  ['that has the name of the stage itself', 'FROM a AS a\n', { name: 'a', tag: undefined }],
  ['that has the name of a later stage', 'FROM a\nFROM b AS c\nFROM other:1 AS b\nFROM c\n', { name: 'b', tag: undefined }],
])('takes a name for an image %s', (_, text, expected) => {
  expect(readBaseImage(text)).toEqual(expected);
});

test.each([
  ['with a default', `ARG TAG=3.1-12\nFROM ${RUNTIME.name}:$TAG\n`],
  ['in braces', `ARG TAG=3.1-12\nFROM ${RUNTIME.name}:\${TAG}\n`],
  ['in quotes', `ARG TAG="3.1-12"\nFROM ${RUNTIME.name}:\${TAG}\n`],
  ['built on another one', `ARG V=3.1\nARG TAG=\${V}-12\nFROM ${RUNTIME.name}:\${TAG}\n`],
  ['for the whole image', `ARG IMAGE=${IMAGE}\nFROM \${IMAGE}\n`],
  ['two in a line', 'ARG REGISTRY=astrocrpublic.azurecr.io TAG=3.1-12\nFROM $REGISTRY/runtime:$TAG\n'],
  ['declared twice, of which the last counts', `ARG TAG=1\nARG TAG=3.1-12\nFROM ${RUNTIME.name}:$TAG\n`],
  ['with a default where it is used', `FROM ${RUNTIME.name}:\${TAG:-3.1-12}\n`],
  ['without a value, and a default where it is used', `ARG TAG\nFROM ${RUNTIME.name}:\${TAG:-3.1-12}\n`],
  ['with a value that beats the default where it is used', `ARG TAG=3.1-12\nFROM ${RUNTIME.name}:\${TAG:-1}\n`],
  ['with line ends of Windows', `ARG TAG=3.1-12\r\nFROM ${RUNTIME.name}:$TAG\r\n`],
])('expands an ARG %s', (_, text) => {
  expect(readBaseImage(text)).toEqual(RUNTIME);
});

test.each([
  ['a variable without a value', 'ARG TAG\nFROM runtime:${TAG}\n'],
  ['a variable that nothing declares', 'FROM runtime:$TAG\n'],
  ['an ARG behind the first FROM, which is another scope', 'FROM scratch\nARG TAG=3.1-12\nFROM runtime:$TAG\n'],
  ['no FROM', 'RUN x\n'],
  ['a FROM without an image', 'FROM\n'],
  ['a FROM in a comment alone', `# FROM ${IMAGE}\n`],
  ['nothing', ''],
])('reads no image where there is %s', (_, text) => {
  expect(readBaseImage(text)).toBeUndefined();
});

test.each([
  ['RUN', 'RUN <<EOF\nFROM other:1\nEOF'],
  ['RUN, with line ends of Windows', 'RUN <<EOF\r\nFROM other:1\r\nEOF\r'],
  ['RUN of a program', 'RUN python - <<\'EOF\' && echo done\nfrom airflow import DAG\nEOF'],
  ['RUN with a mount', 'RUN --mount=type=cache,target=/x <<"EOF"\nfrom airflow import DAG\nEOF'],
  ['COPY', 'COPY <<EOF /dags/x.py\nfrom airflow import DAG\nEOF'],
  ['COPY with indented text', 'COPY <<-EOF /dags/x.py\n\tfrom airflow import DAG\n\tEOF'],
  ['COPY of two texts', 'COPY <<A <<B /dags/\nfrom a import b\nA\nfrom c import d\nB'],
])('takes no text of a heredoc for an instruction: %s', (_, heredoc) => {
  expect(readBaseImage(`FROM ${IMAGE}\n${heredoc}\nUSER astro\n`)).toEqual(RUNTIME);
});

test.each([
  ['registry:5000/astronomer/runtime:3.1-12', { name: 'registry:5000/astronomer/runtime', tag: '3.1-12' }],
  ['registry:5000/astronomer/runtime', { name: 'registry:5000/astronomer/runtime', tag: undefined }],
  ['quay.io/astronomer/astro-runtime:13.7.0-slim', { name: 'quay.io/astronomer/astro-runtime', tag: '13.7.0-slim' }],
  ['runtime@sha256:0a1b', { name: 'runtime', tag: undefined }],
  ['registry:5000/runtime:3.1-12-python-3.12-base@sha256:0a1b', { name: 'registry:5000/runtime', tag: '3.1-12-python-3.12-base' }],
  ['scratch', { name: 'scratch', tag: undefined }],
])('takes %s apart', (image, expected) => {
  expect(readBaseImage(`FROM ${image}\n`)).toEqual(expected);
});
