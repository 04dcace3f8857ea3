import { AWS_DIAGNOSIS } from './aws/aws-diagnosis';
import { AZURE_DIAGNOSIS } from './azure/azure-diagnosis';
import type { Diagnosis } from './diagnosis';
import { GCP_DIAGNOSIS } from './gcp/gcp-diagnosis';

/** What the doctor knows of each cloud: a line a cloud. */
export const DIAGNOSES: readonly Diagnosis[] = [
  AWS_DIAGNOSIS,
  AZURE_DIAGNOSIS,
  GCP_DIAGNOSIS,
];
