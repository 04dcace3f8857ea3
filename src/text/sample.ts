import { isPython } from './jsii-agent';

/**
 * A piece of code that a message shows, in the language of the rc file that runs. A command that runs without one says itself which it is.
 */
export function sample(script: string, python: string, inPython: boolean = isPython()): string {
  return inPython ? python : script;
}
