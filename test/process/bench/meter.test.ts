import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { NotMeasured } from '../../../bench/interleave';
import { startMeter, type Step } from '../../../bench/meter';
import { tempDir } from '../../support/util';

const PYTHON = process.platform !== 'win32' && spawnSync('python3', ['--version']).status === 0 ? ['python3'] : [];

function script(code: string): Step {
  return { argv: [process.execPath, '-e', code], cwd: tempDir(), env: { PATH: process.env.PATH ?? '' } };
}

describe.each([undefined, ...PYTHON])('the meter by %p', (python) => {
  const meter = startMeter(python, path.join(tempDir(), 'output.txt'));

  afterAll(() => meter.close());

  test('reports how long a command took, and what it printed', async () => {
    const { seconds, output } = await meter.run(script('setTimeout(() => console.log("done"), 300)'));

    expect(output).toBe('done\n');
    expect(seconds).toBeGreaterThan(0.3);
  });

  test('does not count a command that fails, and quotes it', async () => {
    await expect(meter.run(script('console.error("out\\nof\\nluck"); process.exit(3)'))).rejects.toThrow(/ended with 3: out \/ of \/ luck$/);
    await expect(meter.run(script('process.exit(3)'))).rejects.toThrow(NotMeasured);
  });

  test('goes on after a command that does not exist', async () => {
    await expect(meter.run({ ...script(''), argv: ['/nowhere/at-all'] })).rejects.toThrow(NotMeasured);
    expect((await meter.run(script('console.log(1)'))).output).toBe('1\n');
  });

  test('reports the memory of the largest process of the tree, if it can', async () => {
    const large = JSON.stringify('Buffer.alloc(300e6, 1)');
    const { peakMb } = await meter.run(script(`require('child_process').spawnSync(process.execPath, ['-e', ${large}])`));

    if (python === undefined) {
      expect(peakMb).toBeUndefined();
    } else {
      expect(peakMb).toBeGreaterThan(280);
      expect(peakMb).toBeLessThan(500);
    }
  });
});
