import { adcProblems, configureAdc, isOfGcloud } from './gcp-adc-file';
import { GCP_CAUSES } from './gcp-causes';
import { GCP_KNOWN_BACKEND } from './gcp-known-backend';
import { ADC_FILE, ADC_VARIABLE, CONTAINER_ADC } from './gcp-mounted';
import { GCP_MOUNTED } from './gcp-strategies';
import { GCP_TRIAL } from './gcp-trial';
import type { Diagnosis } from '../diagnosis';

/** What the doctor knows of Google Cloud. */
export const GCP_DIAGNOSIS = {
  cloud: 'gcp',
  cloudName: 'Google Cloud',
  page: 'docs/gcp.md',
  keyFiles: [ADC_FILE],
  strategies: { mounted: GCP_MOUNTED },
  // The override sets what names the file, and it wins over .env.
  beatenBy: { mounted: {} },
  mounted: {
    variables: [ADC_VARIABLE],
    isMounted: ({ source, target }) => target === CONTAINER_ADC || isOfGcloud(source),
    configure: ({ source }) => configureAdc(source),
    problemsIn: (text, { source }) => adcProblems(text, source),
  },
  trial: GCP_TRIAL,
  backends: [GCP_KNOWN_BACKEND],
  causes: GCP_CAUSES,
} satisfies Diagnosis;
