/** A group of the sidebar. */
export interface Section {
  readonly title: string;
  /** Files of the repository, each with what the sidebar calls it; without that by its heading. The README of a folder brings all pages of it. */
  readonly pages: ReadonlyArray<readonly [file: string, title?: string]>;
}

/**
 * The sidebar, by task. A file that is not there is left out: a new page can be named here before it is written. A page that is
 * not named here is in the last group, and `npx projen pages` fails.
 */
export const SECTIONS: readonly Section[] = [
  {
    title: 'Getting started',
    pages: [
      ['README.md', 'Overview and quick start'],
      ['docs/getting-started.md'],
      ['docs/astro-project.md', 'Astro projects'],
      ['docs/existing-project.md'],
      ['docs/guide.md', 'Guide'],
      ['docs/python.md', 'Python'],
      ['docs/from-the-guide.md', "Coming from the vendor's guide"],
    ],
  },
  {
    title: 'Credentials and secrets',
    pages: [
      ['docs/credentials.md', 'Credentials'],
      ['docs/secrets-backends.md', 'Secrets backends'],
      ['docs/aws.md', 'AWS'],
      ['docs/azure.md', 'Azure Key Vault'],
      ['docs/gcp.md', 'Google Secret Manager'],
      ['docs/vault.md', 'HashiCorp Vault'],
      ['docs/local-secrets.md', 'Local files'],
      ['docs/custom-secrets-backend.md', 'Any other backend'],
    ],
  },
  {
    title: 'Every day',
    pages: [
      ['docs/drift.md', 'Detecting drift'],
      ['docs/doctor.md', 'Doctor'],
      ['docs/try.md', 'Try the secrets'],
      ['docs/troubleshooting.md', 'Troubleshooting'],
      ['docs/upgrade-airflow.md', 'Upgrading Airflow'],
    ],
  },
  {
    title: 'Many projects',
    pages: [
      ['docs/monorepos.md', 'Monorepos'],
      ['docs/organizations.md', 'Organizations'],
      ['docs/house-types.md'],
    ],
  },
  {
    title: 'Background',
    pages: [
      ['docs/how-it-works.md', 'How it works'],
      ['docs/benchmarks.md', 'Benchmarks'],
      ['docs/compatibility.md', 'Compatibility'],
      ['docs/decisions/README.md', 'Decisions'],
    ],
  },
];
