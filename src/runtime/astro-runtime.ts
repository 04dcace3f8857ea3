import { BUNDLED_PROVIDERS } from './bundled-providers';
import { checkCall } from '../arguments/check-call';
import { AstroAirflowError } from '../text/error';
import { checkNoSecret } from '../text/secret-check';

/** Airflow 2 minors by Astro Runtime major ("Astro Runtime release notes"). */
const AIRFLOW_2_MINORS: Readonly<Record<number, number>> = { 3: 1, 4: 2, 5: 3, 6: 4, 7: 5, 8: 6, 9: 7, 10: 8, 11: 9, 12: 10, 13: 11 };

const SUFFIX = /^(?:-(?:slim|base|python-3\.\d+))*$/;
const EXPECTED =
  'Expected X.Y-Z for Airflow 3 (such as 3.1-12) or X.Y.Z for Airflow 2 (such as 13.7.0, runtimes 3 to 13), with -slim, -base or -python-3.N behind it where wanted.';

/**
 * A version of Astro Runtime, the image that an Astro project is built on.
 *
 * @example
 * const runtime = AstroRuntime.parse('3.1-12');
 * runtime.airflowMajor; // 3
 * runtime.services;     // scheduler, dag-processor, api-server, triggerer
 */
export class AstroRuntime {
  /**
   * Parses the tag of an Astro Runtime image.
   *
   * @param tag for example `3.1-12` (Airflow 3.1), `13.7.0` (Airflow 2.11), `3.1-12-python-3.12-base` or `13.7.0-slim`
   * @throws if the tag has another format, or this package does not know its version of Airflow
   */
  public static parse(tag: string): AstroRuntime {
    checkCall('AstroRuntime.parse', arguments);
    checkNoSecret(tag, 'The Astro Runtime tag');
    const runtime = AstroRuntime._tryParse(tag);
    if (runtime === undefined) {
      const [, newer] = /^([4-9]|\d{2,})\.\d+-\d+/.exec(tag) ?? [];
      throw new AstroAirflowError(`The Astro Runtime tag "${tag}" is not known. ${newer === undefined ? EXPECTED : `Airflow ${newer} is not known to this version of projen-astro-airflow: upgrade it, or use a runtime of Airflow 3.`}`);
    }
    return runtime;
  }

  /**
   * @returns undefined if `parse` throws
   * @internal
   */
  public static _tryParse(tag: string): AstroRuntime | undefined {
    const airflow3 = /^3\.(\d+)(?:-\d+)?(-[a-z].*)?$/.exec(tag);
    const airflow2 = /^(\d+)\.\d+\.\d+(-.*)?$/.exec(tag);
    const major = airflow3 ? 3 : 2;
    const minor = airflow3 ? Number(airflow3[1]) : AIRFLOW_2_MINORS[Number(airflow2?.[1])];
    const suffix = (airflow3 ?? airflow2)?.[2] ?? '';
    const known = (airflow3 ?? airflow2) !== null && minor !== undefined && SUFFIX.test(suffix);
    return known ? new AstroRuntime(tag, major, minor, suffix) : undefined;
  }

  /** The tag, for example `3.1-12`. */
  public readonly tag: string;

  /** Major version of Airflow in the image: 2 or 3. */
  public readonly airflowMajor: number;

  /** Minor version of Airflow in the image: 1 for Airflow 3.1. */
  public readonly airflowMinor: number;

  /**
   * The image in its public registry, with the tag: `astrocrpublic.azurecr.io/runtime:3.1-12` (Airflow 3) or
   * `quay.io/astronomer/astro-runtime:13.7.0` (Airflow 2).
   */
  public readonly image: string;

  /**
   * The Airflow services that the Astro CLI starts: those that run as the container user `astro` and read `.env`.
   *
   * `postgres` and `db-migration` are not among them.
   */
  public readonly services: string[];

  /** True for a `-slim` image, which contains no providers. */
  public readonly slim: boolean;

  /** True for a `-base` image, whose build does not install `requirements.txt` by itself. */
  public readonly base: boolean;

  private readonly runtimeMajor?: number;

  private constructor(tag: string, airflowMajor: number, airflowMinor: number, suffix: string) {
    this.tag = tag;
    this.airflowMajor = airflowMajor;
    this.airflowMinor = airflowMinor;
    this.slim = suffix.includes('-slim');
    this.base = suffix.includes('-base');
    this.runtimeMajor = airflowMajor === 2 ? Number(tag.split('.')[0]) : undefined;
    this.image = `${airflowMajor === 3 ? 'astrocrpublic.azurecr.io/runtime' : 'quay.io/astronomer/astro-runtime'}:${tag}`;
    this.services = this.servicesOfRuntime();
  }

  /** Version of Airflow as `major.minor`, for example `3.1`. */
  public get airflowVersion(): string {
    return `${this.airflowMajor}.${this.airflowMinor}`;
  }

  /**
   * Checks if the image is known to contain a Python distribution, so that `requirements.txt` need not list it.
   *
   * Conservative: false if this package does not know.
   *
   * @param distribution the name on PyPI, for example `apache-airflow-providers-amazon`
   */
  public bundles(distribution: string): boolean {
    checkCall('AstroRuntime.bundles', arguments);
    return BUNDLED_PROVIDERS.get(distribution)?.({ runtimeMajor: this.runtimeMajor, slim: this.slim, base: this.base }) ?? false;
  }

  private servicesOfRuntime(): string[] {
    if (this.airflowMajor === 3) {
      return ['scheduler', 'dag-processor', 'api-server', 'triggerer'];
    }
    // The triggerer came with runtime 4.0.0 (Airflow 2.2).
    return ['scheduler', 'webserver', ...(this.runtimeMajor! >= 4 ? ['triggerer'] : [])];
  }
}
