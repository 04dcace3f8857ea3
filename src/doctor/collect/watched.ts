import { ask } from './ask';
import type { Surroundings } from './surroundings';
import type { Fact } from '../facts';

/** Whether a process of this machine renews keys; whose is not seen. Of what `ps` prints nothing is kept. */
export async function watched({ env, platform }: Surroundings): Promise<Fact<boolean>> {
  if (platform === 'win32') {
    return { unknown: 'Windows does not list command lines' };
  }
  const asked = await ask('ps', ['-A', '-o', 'args='], env);
  if ('unknown' in asked || asked.value?.code !== 0) {
    return { unknown: 'the processes of this machine cannot be listed' };
  }
  return { value: asked.value.stdout.split('\n').some(isWatch) };
}

/** A program that only names the command, such as a pager or an editor, is none. */
export function isWatch(line: string): boolean {
  return /^(?:(?:\/.*\/)?node(?:js)?\s+.*|\S*\/)?projen-astro-airflow\S*\s+(?:login|start|restart)\b.*\s--watch\b/.test(line);
}
