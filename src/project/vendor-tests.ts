import fs from 'node:fs';
import path from 'node:path';
import { Component } from 'projen/lib/component';
import type { Project } from 'projen/lib/project';
import { Preflight } from '../ownership/preflight';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { listed } from '../text/lists';

/** The file that "astro dev parse" runs: where it is missing, a synth writes it. */
const PARSE_TEST = '.astro/test_dag_integrity_default.py';
const DAG_TEST = 'tests/dags/test_dag_example.py';

/** The test files of `astro dev init`, which give DagBag an argument that Airflow 3.3 no longer has. */
export class VendorTests extends Component {
  public constructor(project: Project, private readonly runtime: Pick<AstroRuntime, 'airflowMajor' | 'airflowMinor'>) {
    super(project, 'tests of astro dev init');
    Preflight.of(project).register(`${project.outdir}, tests of astro dev init`, this);
  }

  /** @internal */
  public _preflight(): void {
    const { airflowMajor, airflowMinor } = this.runtime;
    const old = airflowMajor > 3 || (airflowMajor === 3 && airflowMinor >= 3) ? [PARSE_TEST, DAG_TEST].filter((name) => this.isOld(name)) : [];
    if (old.length > 0) {
      const ways = [
        old.includes(PARSE_TEST) ? `Delete ${PARSE_TEST}, and the next synth writes one that works` : '',
        old.includes(DAG_TEST) ? `${old.includes(PARSE_TEST) ? 'in' : 'In'} ${DAG_TEST} delete the argument, and set os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False" above the imports` : '',
      ];
      this.project.logger.warn(
        `${listed(old)} of "astro dev init" ${old.length === 1 ? 'fails' : 'fail'} on Airflow ${airflowMajor}.${airflowMinor}: DagBag() has no include_examples there. ${ways.filter((way) => way !== '').join('; ')}.`,
      );
    }
  }

  private isOld(name: string): boolean {
    const file = path.join(this.project.outdir, name);
    return fs.existsSync(file) && fs.statSync(file).isFile() && /\bDagBag\([^()]*\binclude_examples\s*=/.test(fs.readFileSync(file, 'utf-8'));
  }
}
