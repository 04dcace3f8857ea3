import { checkNoEmptyProfile } from './aws/aws-names';

/** What each cloud's own programs fail on in a declared environment variable: a line a cloud. */
const RULES: ReadonlyArray<(name: string, value: string) => void> = [checkNoEmptyProfile];

/** @throws AstroAirflowError if a cloud's own programs fail on that value of the variable */
export function checkCloudVariable(name: string, value: string): void {
  RULES.forEach((rule) => rule(name, value));
}
