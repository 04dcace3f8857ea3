import type { Project } from 'projen/lib/project';

/** Where jsii notes the full name of each class that it has compiled, for example `@acme/airflow-standard.AcmeProject`. */
const RTTI = Symbol.for('jsii.rtti');

/** What every Astro project comes from. */
const COMMON = ['projen-astro-airflow', 'projen', 'constructs'];

type Class = { readonly [RTTI]?: { readonly fqn: string } };

/**
 * The npm packages that a project's class comes from besides this one, the class itself first: those of an organization, whose classes
 * derive from ours. A class that jsii has not compiled does not say where it comes from.
 */
export function packagesOfClass({ constructor }: Project): string[] {
  const packages = classesOf(constructor).map(packageOf).filter((name): name is string => name !== undefined);
  return [...new Set(packages)].filter((name) => !COMMON.includes(name));
}

/** A class and those that it derives from. */
function classesOf(one: unknown): Class[] {
  return typeof one === 'function' ? [one as Class, ...classesOf(Object.getPrototypeOf(one))] : [];
}

function packageOf(one: Class): string | undefined {
  // An inherited one is that of another class.
  return Object.hasOwn(one, RTTI) ? one[RTTI]?.fqn.split('.')[0] : undefined;
}
