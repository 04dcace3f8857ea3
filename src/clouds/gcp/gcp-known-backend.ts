import { BRINGS_PROJECT, CLASS_PATH, REQUIREMENT } from './gcp-secret-manager';
import { GCP_SIGN_IN } from './gcp-sign-in';
import type { KnownBackend } from '../known-backend';

const VARIABLES = ['GOOGLE_CLOUD_PROJECT', 'GCLOUD_PROJECT'];

/** What its constructor needs (CloudSecretManagerBackend.__init__ of apache-airflow-providers-google 22.8). */
export const GCP_KNOWN_BACKEND: KnownBackend = {
  classPath: CLASS_PATH,
  requirement: REQUIREMENT,
  prefixes: ['connections_prefix', 'variables_prefix', 'config_prefix'],
  signIn: GCP_SIGN_IN,
  problemWith: (kwargs, valueOf) => {
    const { connections_prefix: prefix = '', sep = '' } = kwargs;
    // The others are not checked, and lookups with them find nothing.
    if (prefix !== null && [prefix, sep].some((text) => typeof text === 'string' && !/^[\w-]*$/.test(text))) {
      return { text: 'connections_prefix or sep has a character that is not a letter, a digit, - or _', fix: 'correct it in the rc file', at: 'import', isCertain: true };
    }
    const hasProject = Boolean(kwargs.project_id) || VARIABLES.some(valueOf) || BRINGS_PROJECT.some((name) => Boolean(kwargs[name]));
    return hasProject
      ? undefined
      : { text: 'it has no project: neither project_id nor GOOGLE_CLOUD_PROJECT is set, and the application default credentials of a person have none', fix: 'declare the project in the rc file', at: 'import', isCertain: false };
  },
};
