import * as fs from 'node:fs';
import * as path from 'node:path';
import { testIf } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';
import { actionlint, pedanticZizmor, type Linter } from '../../support/workflow-linters';

const WORKFLOWS = path.resolve(__dirname, '../../../.github/workflows');
const names = fs.readdirSync(WORKFLOWS);
const files = names.map((name) => path.join(WORKFLOWS, name));

/** The verify workflow, spoilt in one place. */
function spoilt(from: string, to: string): string {
  const text = read(WORKFLOWS, 'verify.yml');
  expect(text).toContain(from);
  const outdir = tempDir();
  write(outdir, { '.github/workflows/verify.yml': text.replace(from, to) });
  return path.join(outdir, '.github/workflows/verify.yml');
}

const linters: Array<[string, Linter, string[], [string, string], string]> = [
  ['actionlint', actionlint, files, ['runs-on: ${{ matrix.os }}', 'runs-on: ${{ matrix.system }}'], 'property "system" is not defined'],
  ['zizmor in its pedantic persona', pedanticZizmor, [...files, path.resolve(WORKFLOWS, '../dependabot.yml')], ['\npermissions: {}', ''], 'excessive-permissions'],
];

describe.each(linters)('%s', (_, linter, own, [from, to], complaint) => {
  if (linter.available) {
    beforeAll(() => linter.install(), 300_000);
  }

  testIf(linter.available, linter.needs)('finds nothing to complain of in the workflows of this repository', () => {
    expect(names).toEqual(expect.arrayContaining(['build.yml', 'contract.yml', 'pull-request-lint.yml', 'release.yml', 'verify.yml']));
    expect(linter.lint(own)).toBe('');
  });

  testIf(linter.available, linter.needs)('would find a workflow that is spoilt', () => {
    expect(linter.lint([spoilt(from, to)])).toContain(complaint);
  });
});
