import type { SignIn } from '../sign-in';

/** What DefaultAzureCredential takes: an application or a managed identity in variables, the metadata service, the folder of the Azure CLI. */
export const AZURE_SIGN_IN: SignIn = {
  cloud: 'azure',
  names: /(?<![A-Z_])(?:AZURE|IDENTITY|MSI)_[A-Z]|\/\.azure(?![\w-])|169\.254\.169\.254(?!\d)/,
  place: '/home/astro/.azure',
  keyArguments: ['client_secret'],
  call: 'AzureCredentials.session',
};
