import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Setting } from './setting';

/** What the package says to declarations, an answer each: its refusal, or that it took it. */
export function declare({ run }: Pick<Setting, 'run'>, declarations: readonly string[]): string[] {
  const directory = fs.mkdtempSync(path.join(run.work, 'declared-'));
  const [projen, ours] = ['projen', 'projen-astro-airflow'].map((name) => JSON.stringify(run.packages.folder(name)));
  fs.writeFileSync(path.join(directory, 'declared.js'), `
    const { Project } = require(${projen});
    const astro = require(${ours});
    let count = 0;
    const local = (options) => new astro.LocalAirflow(new Project({ name: 'orders', outdir: 'project' + count++ }), { runtimeVersion: '3.1-12', ...options });
    const said = [${declarations.map((declared) => `() => { ${declared}; }`).join(', ')}].map((declare) => {
      try {
        declare();
        return 'nothing: it was taken';
      } catch (error) {
        return error.message;
      }
    });
    require('node:fs').writeFileSync('said.json', JSON.stringify(said));
  `);
  run.packages.run(directory, 'declared.js');
  return JSON.parse(fs.readFileSync(path.join(directory, 'said.json'), 'utf-8')) as string[];
}
