import * as fs from 'node:fs';
import * as path from 'node:path';
import { AwsCredentials, AwsSecretsBackend } from '../../../src';
import { DOCKERIGNORE, GITIGNORE } from '../../../src/files/ignore-patterns';
import { MANAGED_FILES } from '../../../src/files/managed-files';
import { buildContext } from '../../support/docker-context';
import { synth } from '../../support/projects';
import { tempDir, write } from '../../support/util';

test('the list has every file with a fixed name that a LocalAirflow writes', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted()], secretsBackend: AwsSecretsBackend.secretsManager() });
  const projens = ['.gitattributes', '.projen'];
  expect(fs.readdirSync(outdir).filter((name) => !projens.includes(name)).sort()).toEqual(MANAGED_FILES.map(({ fileName }) => fileName).sort());
});

test('the image gets just those that it may contain', () => {
  const outdir = tempDir();
  write(outdir, { ...Object.fromEntries(MANAGED_FILES.map(({ fileName }) => [fileName, ''])), '.dockerignore': DOCKERIGNORE.join('\n') });
  expect(buildContext(outdir)).toEqual(MANAGED_FILES.filter(({ isInImage }) => isInImage).map(({ fileName }) => fileName).sort());
});

test('git ignores just those that are personal', () => {
  expect(MANAGED_FILES.filter(({ fileName }) => GITIGNORE.includes(fileName))).toEqual(MANAGED_FILES.filter(({ isPersonal }) => isPersonal));
});

test('a personal file is for its owner alone to read', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted()] });
  for (const { fileName, isPersonal } of MANAGED_FILES.filter(() => process.platform !== 'win32')) {
    const file = path.join(outdir, fileName);
    expect([fileName, (fs.statSync(file, { throwIfNoEntry: false })?.mode ?? 0o600) & 0o077]).toEqual([fileName, isPersonal ? 0 : expect.any(Number)]);
  }
});
