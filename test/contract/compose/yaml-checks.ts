import * as assert from 'node:assert/strict';
import { parse } from 'yaml';
import { HOSTILE_TEXTS } from './hostile';
import type { Merger } from './merger';
import { mustSynthesizeAll, SHELL } from './stack';
import { AIRFLOW_MAJORS, BASE, baseFile } from '../base';
import type { RowRun } from '../row';
import { mustRun } from '../tools/program';
import { pythonEnvironment } from '../tools/python';

/** Reads texts as PyYAML does; what JSON cannot hold (a date, say) comes as a text that nobody declared. */
const PYYAML = `
import json, sys, yaml
json.dump([yaml.safe_load(text) for text in json.load(sys.stdin)], sys.stdout, default=repr)
`;

/** Values that YAML 1.1 and 1.2 read differently when they stand bare: in the container they have to be what was declared. */
export async function checkHostileValues(run: RowRun, merger: Merger): Promise<void> {
  for (const major of AIRFLOW_MAJORS) {
    await run.check(`Airflow ${major}: ${HOSTILE_TEXTS.length} texts that a reader of YAML may take for something else reach the containers as declared`, async () => {
      const declare = HOSTILE_TEXTS.map((text, index) => `local.addEnvironment('TEXT_${index}', ${JSON.stringify(text)});`);
      const [{ directory, override }] = await mustSynthesizeAll(run, 'hostile', [{ major, rc: `const local = new astro.LocalAirflow(project);\n${declare.join('\n')}` }]);
      const { services } = await merger.merge({ base: baseFile(major, { project: directory }), override, directory, shell: SHELL });
      for (const name of BASE[major].airflowServices) {
        const { environment } = services[name];
        assert.deepEqual(HOSTILE_TEXTS.map((_, index) => environment?.[`TEXT_${index}`]), HOSTILE_TEXTS);
      }
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
