import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { javascriptForm } from '../../../site/generate/javascript-form';
import { readPages } from '../../support/pages';
import { astroTree, linkPackages, read, tempDir, write } from '../../support/util';

const rcFiles = readPages().flatMap(({ blocks }) => blocks).flatMap(({ at, language, code }) => {
  const javascript = language === 'ts' ? javascriptForm(code) : undefined;
  // A package of an organization's own is an example, and cannot be installed.
  return javascript === undefined || javascript.includes("require('@") ? [] : [{ at, javascript }];
});

describe('the JavaScript that the site shows beside an rc file in TypeScript', () => {
  test.each(rcFiles)('runs: $at', ({ javascript }) => {
    const outdir = tempDir();
    astroTree(outdir);
    write(outdir, { 'etl/Dockerfile': read(outdir, 'Dockerfile'), 'ml/Dockerfile': read(outdir, 'Dockerfile'), '.projenrc.js': javascript });
    // The top of a monorepo is no Astro project, so the `.gitignore` of one is not there.
    if (javascript.includes("directory: 'ml'")) {
      fs.rmSync(path.join(outdir, '.gitignore'));
    }
    linkPackages(outdir);
    const { status, stderr } = spawnSync(process.execPath, ['.projenrc.js'], { cwd: outdir, encoding: 'utf-8', env: { ...process.env, NODE_ENV: '', PROJEN_DISABLE_POST: 'true' } });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    // A sample of one object is no rc file: it declares nothing that is written.
    expect(fs.existsSync(path.join(outdir, '.projen/tasks.json'))).toBe(javascript.includes('.synth()'));
  });

  test('is there to run', () => {
    expect(rcFiles.length).toBeGreaterThan(5);
  });
});
