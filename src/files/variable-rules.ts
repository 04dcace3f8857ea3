import type { SecretGuard } from '../text/secret-guard';

/** What no variable of a written file may be, besides what the file itself cannot hold. */
export interface VariableRules {
  readonly secrets: SecretGuard;
  /** @throws AstroAirflowError if a cloud's own programs fail on that value of the variable */
  check(name: string, value: string): void;
}

/** The same for the override. */
export interface OverrideRules extends VariableRules {
  /** The calls that declare what a hand-made override in a directory has, a sentence each. */
  instead(directory: string): string[];
}
