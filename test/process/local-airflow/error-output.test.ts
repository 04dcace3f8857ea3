import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { runRc } from '../../support/projects';
import { linkPackages, tempDir, write } from '../../support/util';

/** The stack frames in what a process printed. */
function frames(stderr: string): string[] {
  return stderr.split('\n').filter((line) => /^\s+at /.test(line));
}

describe('what a user sees of an error', () => {
  test.each([
    ['at construction', 'new airflow.LocalAirflow(project, { runtimeVersion: "latest" });', 'The Astro Runtime tag "latest" is not known.', 4],
    ['in a function of the rc file', 'function declare() {\n  airflow.AwsCredentials.mounted({ region: "mars" });\n}\ndeclare();', 'region "mars" is not an AWS region.', 5],
    ['of the Dockerfile', 'new airflow.LocalAirflow(project);\n', 'Dockerfile does not exist', 4],
    ['at the synth', 'new airflow.LocalAirflow(project, { runtimeVersion: "3.1-12" });\nnew projen.TextFile(project, ".env", {});\nproject.synth();', '.env is declared by a TextFile', 6],
  ])('%s is its text, and of the stack the line of the rc file alone', (_, script, message, line) => {
    const outdir = tempDir();
    const { status, stderr, stdout } = runRc(outdir, `const project = new projen.Project({ name: 'orders' });\n${script}`);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.startsWith(`AstroAirflowError: ${message}`)).toBe(true);
    expect(frames(stderr)).toEqual([expect.stringContaining(`${path.sep}.projenrc.js:${line}:`)]);
  });

  test('in a TypeScript rc file is the same', () => {
    const outdir = tempDir();
    linkPackages(outdir);
    write(outdir, {
      '.projenrc.ts': 'import { Project } from \'projen\';\nimport { LocalAirflow } from \'projen-astro-airflow\';\n\nnew LocalAirflow(new Project({ name: \'orders\' }), { directory: \'../x\' });\n',
    });
    const tsx = path.resolve(__dirname, '../../../node_modules/tsx/dist/loader.mjs');
    const { status, stderr } = spawnSync(process.execPath, ['--import', tsx, '.projenrc.ts'], { cwd: outdir, encoding: 'utf-8', env: { ...process.env, NODE_ENV: '' } });
    expect([status, stderr]).toEqual([1, expect.stringContaining('AstroAirflowError: directory "../x" is not a directory below the project.')]);
    expect(frames(stderr)).toEqual([expect.stringMatching(/\.projenrc\.ts:4:/)]);
  });
});
