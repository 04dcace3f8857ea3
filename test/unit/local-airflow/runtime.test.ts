import * as fs from 'node:fs';
import * as path from 'node:path';
import { LocalAirflow } from '../../../src';
import { bareProject, errorOf, printedBy } from '../../support/projects';
import { tempDir, write } from '../../support/util';

function withDockerfile(text: string): string {
  const outdir = tempDir();
  write(outdir, { Dockerfile: text });
  return outdir;
}

describe('without runtimeVersion the Dockerfile rules', () => {
  test.each([
    ['the line of astro dev init', 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n', '3.1-12'],
    ['the older image', 'FROM quay.io/astronomer/astro-runtime:13.7.0', '13.7.0'],
    ['CRLF and a BOM', '\uFEFFFROM quay.io/astronomer/astro-runtime:13.7.0\r\nRUN true\r\n', '13.7.0'],
    ['comments and a syntax line', '# syntax=docker/dockerfile:1\n# FROM x:1\nfrom astrocrpublic.azurecr.io/runtime:3.1-12\n', '3.1-12'],
    ['a digest', `FROM astrocrpublic.azurecr.io/runtime:3.1-12@sha256:${'0'.repeat(64)}\n`, '3.1-12'],
    ['a platform', 'FROM --platform=linux/amd64 astrocrpublic.azurecr.io/runtime:3.1-12\n', '3.1-12'],
    ['an ARG', 'ARG TAG=3.1-12\nFROM astrocrpublic.azurecr.io/runtime:${TAG}\n', '3.1-12'],
    ['an ARG with quotes and a default in the line', 'ARG REGISTRY="astrocrpublic.azurecr.io"\nFROM $REGISTRY/runtime:${TAG:-3.1-12}\n', '3.1-12'],
    ['several stages of which the last counts', 'FROM python:3.12 AS wheels\nRUN true\nFROM astrocrpublic.azurecr.io/runtime:3.1-12\nCOPY --from=wheels /w /w\n', '3.1-12'],
    ['a stage built on a stage', 'FROM quay.io/astronomer/astro-runtime:13.7.0 AS Base\nFROM base AS prod\n', '13.7.0'],
    ['a private mirror', 'FROM registry.example.com:5000/mirror/astronomer/astro-runtime:13.7.0-base\nCOPY requirements.txt .\n', '13.7.0-base'],
  ])('with %s', (_, text, tag) => {
    expect(new LocalAirflow(bareProject(withDockerfile(text))).runtime.tag).toBe(tag);
  });

  test('of the component\'s own directory', () => {
    const outdir = tempDir();
    write(outdir, { 'Dockerfile': 'FROM quay.io/astronomer/astro-runtime:13.7.0\n', 'airflow/Dockerfile': 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n' });
    expect(new LocalAirflow(bareProject(outdir), { directory: 'airflow' }).runtime.tag).toBe('3.1-12');
  });

  test.each([
    ['FROM python:3.12\n', 'Dockerfile has no FROM line with a readable tag of Astro Runtime'],
    ['FROM astrocrpublic.azurecr.io/runtime\n', 'Dockerfile has no FROM line with a readable tag'],
    ['FROM astrocrpublic.azurecr.io/runtime:latest\n', 'its tag is "latest". Set runtimeVersion (with "projen new": --runtime-version).'],
    ['FROM astrocrpublic.azurecr.io/runtime:${TAG}\n', 'Dockerfile has no FROM line with a readable tag'],
    ['FROM registry.example.com/our-runtime:3.1-12\n', 'Dockerfile has no FROM line with a readable tag'],
    ['', 'Dockerfile has no FROM line with a readable tag'],
  ])('but %j names no runtime, which is an error that says so', (text, message) => {
    const error = errorOf(() => new LocalAirflow(bareProject(withDockerfile(text))));
    expect(error?.message).toContain(message);
    expect(error?.message).toContain('Set runtimeVersion');
  });

  test('and without a Dockerfile it is an error that names the file and both ways out', () => {
    expect(() => new LocalAirflow(bareProject(), { directory: 'airflow' })).toThrow(/^airflow\/Dockerfile does not exist.*Set runtimeVersion.*or directory/);
  });

  test('a Dockerfile that is a directory is an error in our words', () => {
    const outdir = tempDir();
    fs.mkdirSync(path.join(outdir, 'Dockerfile'));
    expect(() => new LocalAirflow(bareProject(outdir))).toThrow('Dockerfile is a directory, a file is expected.');
  });
});

describe('runtimeVersion', () => {
  const synthWith = (runtimeVersion: string | undefined, from: string) =>
    printedBy((project) => new LocalAirflow(project, { runtimeVersion }), withDockerfile(`FROM ${from}\n`));

  test('of another Airflow major than the Dockerfile stops the synth, and names both', () => {
    expect(() => synthWith('3.1-12', 'quay.io/astronomer/astro-runtime:13.7.0')).toThrow(
      'runtimeVersion 3.1-12 is Airflow 3, and Dockerfile builds on 13.7.0, Airflow 2. Change the one or the other',
    );
  });

  test.each(['3.2-1', '3.1-11', '3.1-12-base'])('%s against 3.1-12 in the Dockerfile warns', (runtimeVersion) => {
    expect(synthWith(runtimeVersion, 'astrocrpublic.azurecr.io/runtime:3.1-12')).toContain(`runtimeVersion is ${runtimeVersion}, and Dockerfile builds on 3.1-12.`);
  });

  test.each([
    ['airlfow', 'airlfow/Dockerfile does not exist, and "astro dev start" builds from it. Correct directory, or run "astro dev init" there.'],
    ['.', ''],
  ])('in the directory %s without a Dockerfile', (directory, warning) => {
    const printed = printedBy((project) => new LocalAirflow(project, { directory, runtimeVersion: '3.1-12' }));
    expect([printed.includes(warning), printed === '']).toEqual([true, warning === '']);
  });

  test.each([
    ['the same', 'astrocrpublic.azurecr.io/runtime:3.1-12'],
    ['none that is readable', 'example.com/team/image:1'],
    ['one that names no version', 'astrocrpublic.azurecr.io/runtime:latest'],
  ])('rules without a word where the Dockerfile has %s', (_, from) => {
    expect(synthWith('3.1-12', from)).toBe('');
  });

  test('needs no Dockerfile', () => {
    expect(new LocalAirflow(bareProject(), { runtimeVersion: '3.1-12' }).runtime.airflowVersion).toBe('3.1');
  });
});

test('a -base image whose Dockerfile does not install requirements.txt is warned of', () => {
  const base = 'FROM astrocrpublic.azurecr.io/runtime:3.1-12-base\n';
  const printed = (text: string) => printedBy((project) => new LocalAirflow(project), withDockerfile(text));
  expect(printed(base)).toContain('a -base image, which does not install requirements.txt by itself');
  expect(printed(`${base}COPY requirements.txt .\nRUN pip install -r requirements.txt\n`)).toBe('');
});
