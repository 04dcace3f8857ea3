/* eslint-disable import/order -- projen's own libraries hold on to functions of fs from the moment they are loaded. */
import { check } from '../../support/drift/check-in-process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AstroRuntime } from '../../../src';
import type { FileReport } from '../../../src/drift/report';
import { RuntimeDockerfile } from '../../../src/runtime/runtime-dockerfile';
import { inPython } from '../../support/in-python';
import { bareProject } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const IMAGE = 'astrocrpublic.azurecr.io/runtime';

/** What a check says of the Dockerfile where 3.1-12 is declared, or is what a new one starts from. */
function reportOn(dockerfile: string | undefined, declared: boolean = true): FileReport[] {
  const outdir = fs.realpathSync(tempDir());
  write(outdir, dockerfile === undefined ? {} : { Dockerfile: dockerfile });
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { files } = check(outdir, () => {
    const project = bareProject(outdir);
    new RuntimeDockerfile(project, '.', AstroRuntime.parse('3.1-12'), declared);
    return project;
  });
  printed.mockRestore();
  expect(dockerfile === undefined ? fs.existsSync(path.join(outdir, 'Dockerfile')) : read(outdir, 'Dockerfile')).toBe(dockerfile ?? false);
  return files.filter((file) => file.path === 'Dockerfile');
}

test('a tag that a bot bumped is drift at its line, with what keeps it', () => {
  expect(reportOn(`# ours\nFROM ${IMAGE}:3.1-13\nUSER root\n`)).toMatchObject([
    { status: 'modified', cause: 'unknown', line: 2, note: "it builds on 3.1-13, and runtimeVersion is '3.1-12': to keep 3.1-13, set runtimeVersion to '3.1-13'" },
  ]);
});

test('the option is named as the language of the rc file has it', () => {
  const [{ note }] = inPython(() => reportOn(`FROM ${IMAGE}:3.1-13\n`));
  expect(note).toBe("it builds on 3.1-13, and runtime_version is '3.1-12': to keep 3.1-13, set runtime_version to '3.1-13'");
});

test('a tag that cannot be declared is named without a way to keep it', () => {
  expect(reportOn(`FROM ${IMAGE}:latest\n`)[0].note).toBe("it builds on latest, and runtimeVersion is '3.1-12'");
});

test.each([true, false])('a Dockerfile that is not there is missing, because every clone has it, declared: %p', (declared) => {
  expect(reportOn(undefined, declared)).toMatchObject([{ status: 'missing' }]);
});

test('the declared tag is in sync, whatever else is in the file', () => {
  expect(reportOn(`\uFEFFFROM ${IMAGE}:3.1-12\r\nRUN anything\r\n`)).toEqual([]);
});

test('a Dockerfile that rules is the user\'s alone', () => {
  expect(reportOn(`FROM ${IMAGE}:3.1-13\n`, false)).toEqual([]);
});
