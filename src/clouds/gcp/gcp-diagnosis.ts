import { adcProblems } from './gcp-adc-file';
import { GCP_CAUSES } from './gcp-causes';
import { GCP_KNOWN_BACKEND } from './gcp-known-backend';
import { ADC_FILE, CONTAINER_ADC } from './gcp-mounted';
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
    isMounted: ({ source, target }) => target === CONTAINER_ADC || source.split(/[\\/]/).at(-1) === ADC_FILE,
    configure: 'gcloud auth application-default login',
    problemsIn: (text, { source }) => adcProblems(text, source.split(/[\\/]/).at(-1) === ADC_FILE),
  },
  trial: GCP_TRIAL,
  backends: [GCP_KNOWN_BACKEND],
  causes: GCP_CAUSES,
} satisfies Diagnosis;
