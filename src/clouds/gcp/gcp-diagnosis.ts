import { GCP_CAUSES } from './gcp-causes';
import { ADC_FILE, CONTAINER_ADC } from './gcp-mounted';
import { CLASS_PATH, REQUIREMENT } from './gcp-secret-manager';
import { GCP_MOUNTED } from './gcp-strategies';
import { GCP_TRIAL } from './gcp-trial';
import type { Diagnosis } from '../diagnosis';
import { knownKwargs } from '../kwargs-check';

/** What the doctor knows of Google Cloud. */
export const GCP_DIAGNOSIS = {
  cloud: 'gcp',
  cloudName: 'Google Cloud',
  keyFiles: [ADC_FILE],
  strategies: { mounted: GCP_MOUNTED },
  // The override sets what names the file, and it wins over .env.
  beatenBy: { mounted: {} },
  mounted: {
    isMounted: ({ source, target }) => target === CONTAINER_ADC || source.split(/[\\/]/).at(-1) === ADC_FILE,
    configure: 'gcloud auth application-default login',
  },
  trial: GCP_TRIAL,
  backends: [{ classPath: CLASS_PATH, requirement: REQUIREMENT, kwargs: knownKwargs(CLASS_PATH)!, prefixes: ['connections_prefix', 'variables_prefix', 'config_prefix'] }],
  causes: GCP_CAUSES,
} satisfies Diagnosis;
