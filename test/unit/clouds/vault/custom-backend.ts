import { CloudCredentials, type CredentialsDeclarations } from '../../../../src';

/** Somebody's own way. */
export class CustomBackend extends CloudCredentials {
  public declarations(): CredentialsDeclarations {
    return { environment: { TEAM: 'data' } };
  }
}
