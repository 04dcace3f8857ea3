import type { SignIn } from '../sign-in';

/** What google-auth takes: a file that a variable names, one in the folder of gcloud, the metadata service (google.auth._default). */
export const GCP_SIGN_IN: SignIn = {
  cloud: 'gcp',
  names: /GOOGLE_APPLICATION_CREDENTIALS|CLOUDSDK_CONFIG|GCE_METADATA_|\/gcloud(?![\w-])|metadata\.google\.internal|169\.254\.169\.254(?!\d)/,
  place: '/home/astro/.config/gcloud',
  keyArguments: ['gcp_key_path', 'gcp_keyfile_dict', 'gcp_credential_config_file'],
  call: 'GcpCredentials.mounted',
};
