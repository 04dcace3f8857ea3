import * as fs from 'node:fs';
import * as path from 'node:path';
import { TextFile } from 'projen/lib/textfile';
import { AstroRuntime, LocalAirflow } from '../../../src';
import { RuntimeDockerfile } from '../../../src/runtime/runtime-dockerfile';
import { UNDER_CHECK } from '../../../src/text/under-check';
import { bareProject, errorOf, ordinaryUser, printedBy, runRc, testIf, treeState } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const IMAGE = 'astrocrpublic.azurecr.io/runtime';

interface Declared {
  readonly tag?: string;
  readonly declared?: boolean;
  readonly directory?: string;
}

function synth(outdir: string, { tag = '3.1-12', declared = true, directory = '.' }: Declared = {}): string {
  return printedBy((project) => new RuntimeDockerfile(project, directory, AstroRuntime.parse(tag), declared), outdir);
}

function withDockerfile(text: string): string {
  const outdir = tempDir();
  write(outdir, { Dockerfile: text });
  return outdir;
}

describe('without a Dockerfile', () => {
  test.each([true, false])('one with a FROM line is written, declared: %p', (declared) => {
    const outdir = tempDir();
    expect(synth(outdir, { declared })).toBe('');
    expect(read(outdir, 'Dockerfile')).toBe(`FROM ${IMAGE}:3.1-12\n`);
  });

  test('it is a file like any other: neither read-only nor executable', () => {
    const outdir = tempDir();
    synth(outdir);
    write(outdir, { other: '' });
    expect(fs.statSync(path.join(outdir, 'Dockerfile')).mode).toBe(fs.statSync(path.join(outdir, 'other')).mode);
  });

  test('it is written into a directory that does not exist yet', () => {
    const outdir = tempDir();
    synth(outdir, { directory: 'data/airflow', tag: '13.7.0' });
    expect(read(outdir, 'data/airflow/Dockerfile')).toBe('FROM quay.io/astronomer/astro-runtime:13.7.0\n');
  });
});

describe('a Dockerfile that is there', () => {
  const THEIRS = `\uFEFF# ours\r\nARG TAG=3.1-11\r\nFROM ${IMAGE}:\${TAG} AS base\r\n\r\nUSER root\r\nRUN x`;

  test('follows the declared version, and keeps everything else', () => {
    const outdir = withDockerfile(THEIRS);
    synth(outdir);
    expect(read(outdir, 'Dockerfile')).toBe(THEIRS.replace('3.1-11', '3.1-12'));
  });

  test('keeps its mode, and a link stays a link', () => {
    const outdir = tempDir();
    write(outdir, { 'docker/Dockerfile': THEIRS });
    fs.chmodSync(path.join(outdir, 'docker/Dockerfile'), 0o640);
    fs.symlinkSync(path.join('docker', 'Dockerfile'), path.join(outdir, 'Dockerfile'));
    synth(outdir);
    expect(fs.lstatSync(path.join(outdir, 'Dockerfile')).isSymbolicLink()).toBe(true);
    expect(fs.statSync(path.join(outdir, 'docker/Dockerfile')).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o640);
    expect(read(outdir, 'docker/Dockerfile')).toContain('TAG=3.1-12');
  });

  test.each<[string, string, Declared]>([
    ['has the declared tag', `FROM ${IMAGE}:3.1-12`, {}],
    ['rules, because no version is declared', `FROM ${IMAGE}:3.1-11\r\n`, { declared: false }],
    ['builds on another image, and no version is declared', 'FROM python:3.12\n', { declared: false }],
  ])('is not touched where it %s', (_, text, declared) => {
    const outdir = withDockerfile(text);
    const file = path.join(outdir, 'Dockerfile');
    fs.utimesSync(file, 1, 1);
    const { ino } = fs.statSync(file);
    expect(synth(outdir, declared)).toBe('');
    expect([fs.statSync(file).mtimeMs, fs.statSync(file).ino, read(outdir, 'Dockerfile')]).toEqual([1000, ino, text]);
  });

  test('is changed in an ejected project as in any other', () => {
    const outdir = withDockerfile(THEIRS);
    process.env.PROJEN_EJECTING = 'true';
    try {
      synth(outdir);
    } finally {
      delete process.env.PROJEN_EJECTING;
    }
    expect(read(outdir, 'Dockerfile')).toBe(THEIRS.replace('3.1-11', '3.1-12'));
  });
});

describe('what a change prints', () => {
  test('is the old and the new tag', () => {
    expect(synth(withDockerfile(`FROM ${IMAGE}:3.1-11\n`))).toMatch(/Dockerfile: the runtime 3\.1-11 becomes 3\.1-12, as runtimeVersion says\.\S*$/);
  });

  test('is what else has to be done, of a step back and of another Airflow major', () => {
    expect(synth(withDockerfile(`FROM ${IMAGE}:3.1-13\n`))).toContain('the runtime 3.1-13 becomes 3.1-12, as runtimeVersion says. Run "astro dev stop" first: the metadata database');
    expect(synth(withDockerfile('FROM quay.io/astronomer/astro-runtime:13.7.0\n'))).toContain('the runtime 13.7.0 becomes 3.1-12, as runtimeVersion says. Stop a local Airflow');
  });

  test('is nothing in the drift check, which changes nothing and reports the tags', () => {
    Object.assign(process.env, UNDER_CHECK);
    try {
      expect(synth(withDockerfile(`FROM ${IMAGE}:3.1-13\n`))).not.toContain('becomes');
    } finally {
      Object.keys(UNDER_CHECK).forEach((name) => delete process.env[name]);
    }
  });

  test('adds nothing for a tag without a version', () => {
    expect(synth(withDockerfile(`FROM ${IMAGE}:latest\n`))).toMatch(/the runtime latest becomes 3\.1-12, as runtimeVersion says\.\S*$/);
  });

  test('is that an image which shows no version is to be kept at the declared one, of a team’s own image', () => {
    const outdir = withDockerfile('FROM registry.example.com/base/airflow:1.2\n');
    const project = bareProject(outdir);
    const info = jest.spyOn(project.logger, 'info');
    new RuntimeDockerfile(project, '.', AstroRuntime.parse('3.1-12'), true);
    project.synth();
    expect(info.mock.calls.flat()).toContain('Dockerfile builds on registry.example.com/base/airflow:1.2, which does not show its Astro Runtime. Keep runtimeVersion (3.1-12) the same as the image\'s.');
    expect(read(outdir, 'Dockerfile')).toBe('FROM registry.example.com/base/airflow:1.2\n');
  });

  test('names the file from the root project', () => {
    const outdir = tempDir();
    write(outdir, { 'airflow/Dockerfile': `FROM ${IMAGE}:3.1-11\n` });
    expect(synth(outdir, { directory: 'airflow' })).toContain('airflow/Dockerfile: the runtime');
  });
});

describe('before anything is written a synth stops', () => {
  function stopped(outdir: string, run: () => unknown): string | undefined {
    const before = treeState(outdir);
    const error = errorOf(run);
    expect(error?.name).toBe('AstroAirflowError');
    expect(treeState(outdir)).toEqual(before);
    return error?.message;
  }

  test('at a Dockerfile whose tag cannot be changed', () => {
    const outdir = withDockerfile('FROM python:3.12\n');
    expect(stopped(outdir, () => synth(outdir))).toBe(
      `Dockerfile cannot follow runtimeVersion 3.1-12: it builds on python:3.12, which is not an image of Astro Runtime. Write "FROM ${IMAGE}:3.1-12" manually, or declare a LocalAirflow in another project type, which leaves the Dockerfile alone.`,
    );
  });

  test('at a private mirror where the Airflow major changes', () => {
    const outdir = withDockerfile('FROM registry.example.com/x/astro-runtime:13.7.0\n');
    expect(stopped(outdir, () => synth(outdir))).toMatch(/^Dockerfile cannot follow runtimeVersion 3\.1-12: 13\.7\.0 is Airflow 2 and 3\.1-12 is Airflow 3/);
  });

  test.each([true, false])('at a Dockerfile that a component declares, declared: %p', (declared) => {
    const outdir = tempDir();
    const project = bareProject(outdir);
    new RuntimeDockerfile(project, '.', AstroRuntime.parse('3.1-12'), declared);
    new TextFile(project, 'Dockerfile', { lines: [`FROM ${IMAGE}:3.1-12`] });
    expect(stopped(outdir, () => project.synth())).toMatch(/^Dockerfile is declared by a TextFile of the project, .* Remove the TextFile from the rc file/);
  });

  test('at a directory of that name', () => {
    const outdir = tempDir();
    fs.mkdirSync(path.join(outdir, 'Dockerfile'));
    expect(stopped(outdir, () => synth(outdir))).toBe('Dockerfile is a directory, a file is expected. Move the directory away, then run again.');
  });

  testIf(ordinaryUser() !== undefined, 'a user to whom modes mean something')('at a read-only file that has to change', () => {
    const outdir = withDockerfile(`FROM ${IMAGE}:3.1-11\n`);
    fs.chmodSync(path.join(outdir, 'Dockerfile'), 0o444);
    const { status, stderr } = runRc(outdir, `
      const { RuntimeDockerfile } = require('projen-astro-airflow/lib/runtime/runtime-dockerfile');
      const project = new projen.Project({ name: 'orders' });
      new RuntimeDockerfile(project, '.', airflow.AstroRuntime.parse('3.1-12'), true);
      project.synth();`);
    expect([status, stderr]).toEqual([1, expect.stringContaining('AstroAirflowError: Dockerfile is not writable, and Dockerfile has to change. Make it writable (chmod u+w)')]);
    expect(fs.readdirSync(outdir).sort()).toEqual(['.projenrc.js', 'Dockerfile', 'node_modules']);
  });

  test('at a file that is not UTF-8', () => {
    const outdir = tempDir();
    fs.writeFileSync(path.join(outdir, 'Dockerfile'), Buffer.from([0x46, 0xff]));
    expect(stopped(outdir, () => synth(outdir))).toMatch(/^Dockerfile is not UTF-8/);
  });
});

test('it works beside a LocalAirflow of the same directory', () => {
  const outdir = withDockerfile(`FROM ${IMAGE}:3.1-11\n`);
  const project = bareProject(outdir);
  new RuntimeDockerfile(project, '.', AstroRuntime.parse('3.1-12'), true);
  new LocalAirflow(project, { runtimeVersion: '3.1-12' });
  project.synth();
  expect(read(outdir, 'Dockerfile')).toBe(`FROM ${IMAGE}:3.1-12\n`);
});
