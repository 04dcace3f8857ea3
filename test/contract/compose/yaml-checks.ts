import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { HOSTILE_TEXTS, numberLike } from './hostile';
import type { Merger } from './merger';
import { mustSynthesizeAll, SHELL } from './stack';
import { propertyOptions } from '../../support/property';
import { AIRFLOW_MAJORS, baseFile } from '../base';
import type { RowRun } from '../row';
import { mustRun } from '../tools/program';
import { pythonEnvironment } from '../tools/python';

/** Reads texts as PyYAML does; what JSON cannot hold (a date, say) comes as a text that nobody declared. */
const PYYAML = `
import json, sys, yaml
json.dump([yaml.safe_load(text) for text in json.load(sys.stdin)], sys.stdout, default=repr)
`;

/** Values that some reader of YAML takes for something else when they stand bare: in the container they have to be what was declared. */
export async function checkHostileValues(run: RowRun, merger: Merger): Promise<void> {
  const texts = [...new Set([...HOSTILE_TEXTS, ...fc.sample(numberLike, propertyOptions())])];
  for (const major of AIRFLOW_MAJORS) {
    await run.check(`Airflow ${major}: ${texts.length} texts that a reader of YAML may take for something else reach the containers as declared`, async () => {
      const declare = texts.map((text, index) => `local.addEnvironment('TEXT_${index}', ${JSON.stringify(text)}, { services: ['scheduler'] });`);
      const [{ directory, override }] = await mustSynthesizeAll(run, 'hostile', [{ major, rc: `const local = new astro.LocalAirflow(project);\n${declare.join('\n')}` }]);
      const { services } = await merger.merge({ base: baseFile(major, { project: directory }), override, directory, shell: SHELL });
      assert.deepEqual(texts.map((_, index) => services.scheduler.environment?.[`TEXT_${index}`]), texts);
      await assertReadAlike(run, merger, [override]);
    });
  }
}

/**
 * Has the readers of YAML read texts: PyYAML (YAML 1.1), `yaml` as 1.1 and as 1.2, compose's own.
 *
 * @throws AssertionError with the first text that they do not read alike
 */
export async function assertReadAlike(run: RowRun, merger: Merger, texts: readonly string[]): Promise<void> {
  const environment = pythonEnvironment(run, 'yaml');
  run.version('PyYAML', environment.version('pyyaml'));
  const [{ stdout }, compose] = await Promise.all([mustRun(environment.python, ['-c', PYYAML], { input: JSON.stringify(texts), env: { ...process.env, PYTHONUTF8: '1' } }), merger.parseAll(texts)]);
  const pyyaml = JSON.parse(stdout) as unknown[];
  for (const [index, text] of texts.entries()) {
    const wanted: unknown = parse(text, { version: '1.2' });
    assert.deepEqual({ pyyaml: pyyaml[index], compose: compose[index], yaml11: parse(text, { version: '1.1' }) as unknown }, { pyyaml: wanted, compose: wanted, yaml11: wanted }, text);
  }
}
