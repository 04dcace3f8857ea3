import { checkNoEmptyProfile } from './aws/aws-names';

/** What each cloud's own programs fail on in a declared environment variable: a line a cloud. */
const RULES: ReadonlyArray<(name: string, value: string) => void> = [checkNoEmptyProfile];

/** @throws AstroAirflowError if a cloud's own programs fail on that value of the variable */
function checkCloudVariable(name: string, value: string): void {
  RULES.forEach((rule) => rule(name, value));
}

/** What the clouds say about the files that a project has or declares. */
export const CLOUD_RULES = {
  check: checkCloudVariable,
  /** Loaded where it is used: it knows all of the doctor's data. */
  instead: (directory: string): string[] => (require('./hand-made-override') as typeof import('./hand-made-override')).credentialsInstead(directory),
};
