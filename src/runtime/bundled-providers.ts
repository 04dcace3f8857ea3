/** The parts of a runtime that decide what its image brings. */
export interface RuntimeImage {
  /** The major of the runtime itself; undefined for Airflow 3, whose runtimes have Airflow's version. */
  readonly runtimeMajor?: number;
  readonly slim: boolean;
  readonly base: boolean;
}

/**
 * Provider packages that the images of some runtimes are known to contain ("Astro Runtime architecture"). What is not known is not
 * here: a requirement too many does no harm.
 */
export const BUNDLED_PROVIDERS: ReadonlyMap<string, (image: RuntimeImage) => boolean> = new Map([
  ['apache-airflow-providers-amazon', ({ runtimeMajor, slim, base }) => runtimeMajor === 12 && !slim && !base],
]);
