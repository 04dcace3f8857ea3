import { AWS_DIAGNOSIS } from './aws/aws-diagnosis';
import type { Diagnosis } from './diagnosis';

/** What the doctor knows of each cloud: a line a cloud. */
export const DIAGNOSES: readonly Diagnosis[] = [AWS_DIAGNOSIS];
