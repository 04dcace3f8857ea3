import type { AstroRuntime } from '../../runtime/astro-runtime';

/** A small DAG to start from, in the style of the Airflow version. */
export function sampleDag(runtime: AstroRuntime): string {
  const { airflowMajor, airflowMinor } = runtime;
  const isBefore = (minor: number): boolean => airflowMajor === 2 && airflowMinor < minor;
  // Airflow 2.4 renamed schedule_interval, and finds DAGs that no variable of the module holds; 2.3 brought dynamic task mapping.
  const [schedule, register] = isBefore(4) ? ['schedule_interval', 'example = '] : ['schedule', ''];
  const [how, totals] = isBefore(3)
    ? ['total_of is called once for each store, and each call is a task of its own.', '[total_of(store) for store in sorted(SALES)]']
    : ['While the DAG runs, Airflow creates one task instance of total_of for each store that\nlist_stores returns: dynamic task mapping.', 'total_of.expand(store=list_stores())'];
  return `"""An example to start from: a daily report on what some stores have sold.

${how}
The task report gets all their results. The figures are invented, and the DAG calls nothing
outside of Airflow.

It has tags and at least two retries, as the tests in tests/dags require. Delete this file
when you have your own DAGs.
"""

from datetime import datetime, timedelta

from ${airflowMajor === 2 ? 'airflow.decorators' : 'airflow.sdk'} import dag, task

SALES = {"Lisbon": [19.5, 7.25], "Osaka": [120.0], "Quito": [3.75, 41.0, 8.5]}


@dag(
    ${schedule}="@daily",
    start_date=datetime(2024, 1, 1),
    # Runs only from now on, not for the days since start_date.
    catchup=False,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["example"],
    doc_md=__doc__,
)
def exampledag():
${isBefore(3) ? '' : `    @task
    def list_stores():
        return sorted(SALES)

`}    @task
    def total_of(store):
        return {"store": store, "total": sum(SALES[store])}

    @task
    def report(totals):
        for entry in totals:
            print(f"{entry['store']}: {entry['total']:.2f}")

    report(${totals})


${register}exampledag()
`;
}
