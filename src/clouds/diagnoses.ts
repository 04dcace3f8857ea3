import { AWS_DIAGNOSIS } from './aws/aws-diagnosis';
import { AZURE_DIAGNOSIS } from './azure/azure-diagnosis';
import type { Diagnosis } from './diagnosis';
import { GCP_DIAGNOSIS } from './gcp/gcp-diagnosis';
import { VAULT_DIAGNOSIS } from './vault/vault-diagnosis';

/** What the doctor knows of each cloud: a line a cloud. */
export const DIAGNOSES: readonly Diagnosis[] = [
  AWS_DIAGNOSIS,
  AZURE_DIAGNOSIS,
  GCP_DIAGNOSIS,
  VAULT_DIAGNOSIS,
];
