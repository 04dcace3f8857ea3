import { LogLevel } from 'projen/lib/logger';
import { LocalAirflow } from '../../../src';
import { AstroRuntime } from '../../../src/runtime/astro-runtime';
import { NEWEST_RUNTIME, newestKnown } from '../../../src/runtime/newest-runtime';
import { astroProject } from '../../support/astro-project/projects';
import { printedBy } from '../../support/projects';
import { tempDir, write } from '../../support/util';

test.each([
  ['3.4-1', '3.3'],
  ['3.10-1', '3.3'],
  ['3.9', '3.3'],
  ['3.9-1-python-3.12-base', '3.3'],
  ['13.99.0', '13.11'],
  ['13.12.0-slim', '13.11'],
])('%s is newer than the newest that is known, %s', (tag, known) => {
  expect(newestKnown(AstroRuntime.parse(tag))).toBe(known);
});

test.each([NEWEST_RUNTIME, '3.3-99', '3.0-1', '13.11.7', '13.2.0', '12.30.0', '3.0.0'])('%s is not', (tag) => {
  expect(newestKnown(AstroRuntime.parse(tag))).toBeUndefined();
});

describe('a declared version that is newer is worth one warning', () => {
  const WARNING = /runtimeVersion 3\.9-1 is newer than the runtimes that this version of projen-astro-airflow knows \(up to 3\.3\): check that it exists\./g;
  const counted = (text: string) => text.match(WARNING)?.length ?? 0;
  const inDirectory = (files: Record<string, string> = {}) => {
    const outdir = tempDir();
    write(outdir, files);
    return outdir;
  };
  const DOCKERFILE = { Dockerfile: 'FROM astrocrpublic.azurecr.io/runtime:3.9-1\n' };
  const ofAstroProject = (outdir: string, runtimeVersion?: string) =>
    printedBy((parent) => void astroProject({ parent, outdir: 'orders', runtimeVersion, logging: { level: LogLevel.WARN } }), outdir);
  const ofLocalAirflow = (outdir: string, runtimeVersion?: string) => printedBy((project) => void new LocalAirflow(project, { runtimeVersion }), outdir);

  test('in an AstroProject', () => {
    expect(counted(ofAstroProject(inDirectory(), '3.9-1'))).toBe(1);
    expect(counted(ofAstroProject(inDirectory(), '3.3-9'))).toBe(0);
  });

  test('with a LocalAirflow, with and without a Dockerfile', () => {
    expect(counted(ofLocalAirflow(inDirectory(), '3.9-1'))).toBe(1);
    expect(counted(ofLocalAirflow(inDirectory(DOCKERFILE), '3.9-1'))).toBe(1);
  });

  test('and none if the Dockerfile says it, which the team builds already', () => {
    expect(counted(ofLocalAirflow(inDirectory(DOCKERFILE)))).toBe(0);
    expect(counted(ofAstroProject(inDirectory({ 'orders/Dockerfile': DOCKERFILE.Dockerfile })))).toBe(0);
  });
});
