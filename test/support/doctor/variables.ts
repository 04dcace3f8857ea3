import { dotenvText } from '../../../src/doctor/collect/dotenv';
import { readOverride, type ReadOverride } from '../../../src/doctor/collect/override';
import { dotenvEntries } from '../../../src/text/dotenv-text';

/** The override of a project; an empty one where it cannot be read. */
export function overrideOf(directory: string): ReadOverride {
  const read = readOverride(directory);
  return ('value' in read ? read.value : undefined) ?? { services: [], environment: new Map(), names: new Map() };
}

/** What the containers of a project have variables from. */
export function variablesIn(directory: string, env: NodeJS.ProcessEnv = {}) {
  const text = dotenvText(directory);
  return { environment: overrideOf(directory).environment, dotenv: dotenvEntries('value' in text ? (text.value ?? '') : ''), env };
}
