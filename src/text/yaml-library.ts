import { createRequire } from 'node:module';

type Yaml = typeof import('yaml');

/**
 * The library `yaml`: the copy that projen brings with it, where there is one of the same major version. Whoever loads
 * projen as a whole has loaded that one; a second copy takes longer than everything else that this package does in a
 * synth. Loaded when it is needed, because only a synth needs it.
 */
export function yamlLibrary(): Yaml {
  try {
    const fromProjen = createRequire(require.resolve('projen/lib/yaml'));
    if (/^2\./.test((fromProjen('yaml/package.json') as { version: string }).version)) {
      return fromProjen('yaml') as Yaml;
    }
  } catch {
    // projen writes its YAML in another way by now.
  }
  return require('yaml') as typeof import('yaml');
}
