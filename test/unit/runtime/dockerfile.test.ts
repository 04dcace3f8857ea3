import { AstroRuntime } from '../../../src';
import { warnOfBaseImage } from '../../../src/runtime/dockerfile';
import { printedBy } from '../../support/projects';
import { tempDir, write } from '../../support/util';

function warning(tag: string, dockerfile?: string): string {
  const outdir = tempDir();
  write(outdir, dockerfile === undefined ? {} : { Dockerfile: dockerfile });
  return printedBy((project) => warnOfBaseImage(project, '.', AstroRuntime.parse(tag)), outdir);
}

test.each([
  ['is about to be written', undefined],
  ['follows from another image', 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\nRUN x\n'],
])('a -base image is warned of where the Dockerfile %s and does not install the requirements', (_, dockerfile) => {
  expect(warning('3.1-12-base', dockerfile)).toContain('Dockerfile builds on 3.1-12-base, a -base image, which does not install requirements.txt by itself. Add a COPY and RUN for it');
});

test('it is not where the Dockerfile installs them, or the image does', () => {
  expect(warning('3.1-12-base', 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\nCOPY requirements.txt .\n')).toBe('');
  expect(warning('3.1-12', 'FROM astrocrpublic.azurecr.io/runtime:3.1-12-base\n')).toBe('');
});
