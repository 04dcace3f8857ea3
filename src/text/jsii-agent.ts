/**
 * Whether the rc file that runs is in Python.
 *
 * @param agent what the jsii kernel knows of the language that it serves (`JSII_AGENT`), for example `Python/3.12.4`
 */
export function isPython(agent: string = process.env.JSII_AGENT ?? ''): boolean {
  return agent.startsWith('Python/');
}
