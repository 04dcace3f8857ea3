/** A name of TypeScript as jsii spells it in Python: `runtimeVersion` is `runtime_version`. */
export function snakeCase(name: string): string {
  return name.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase();
}
