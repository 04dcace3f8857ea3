import { astroProject } from './astro-project';
import { azure } from './azure';
import { contributing } from './contributing';
import { credentials } from './credentials';
import { doctor } from './doctor';
import { drift } from './drift';
import { fromTheGuide } from './from-the-guide';
import { gcp } from './gcp';
import { gettingStarted } from './getting-started';
import { guide } from './guide';
import { howItWorks } from './how-it-works';
import { localSecrets } from './local-secrets';
import { monorepos } from './monorepos';
import { organizations } from './organizations';
import { python } from './python';
import { readme } from './readme';
import { troubleshooting } from './troubleshooting';
import { tryPage } from './try';
import { upgradeAirflow } from './upgrade-airflow';
import { vault } from './vault';
import { readPages } from '../../pages';
import { runsIn } from '../elsewhere';
import { match, type Proof, type Proven, type Registry } from '../proof';
import { typescript } from '../typescript';

/** The proofs of each page's blocks. */
export const REGISTRY: Registry = {
  'README.md': readme,
  'CONTRIBUTING.md': contributing,
  'docs/astro-project.md': astroProject,
  'docs/azure.md': azure,
  'docs/credentials.md': credentials,
  'docs/doctor.md': doctor,
  'docs/drift.md': drift,
  'docs/from-the-guide.md': fromTheGuide,
  'docs/gcp.md': gcp,
  'docs/getting-started.md': gettingStarted,
  'docs/guide.md': guide,
  'docs/how-it-works.md': howItWorks,
  'docs/local-secrets.md': localSecrets,
  'docs/monorepos.md': monorepos,
  'docs/organizations.md': organizations,
  'docs/python.md': python,
  'docs/troubleshooting.md': troubleshooting,
  'docs/try.md': tryPage,
  'docs/upgrade-airflow.md': upgradeAirflow,
  'docs/vault.md': vault,
};

/** What proves every block of a language on every page, unless it has an entry. */
export const BY_LANGUAGE: Readonly<Record<string, Proof>> = {
  ts: typescript,
  python: runsIn('test/packed/python-page.test.ts', 'every block of Python in the documentation is one that a test here runs'),
};

/** The pages that run in documentation-more-blocks.full.test.ts: none of their commands is one that runs once for several pages. */
const MORE = ['docs/azure.md', 'docs/credentials.md', 'docs/doctor.md', 'docs/drift.md', 'docs/gcp.md', 'docs/vault.md'];

/** Blocks and proofs of all pages: matched, and by the test file that runs them, `documentation-<name>`; these run at the same time. */
export const MATCHED = match(readPages(), REGISTRY, BY_LANGUAGE);

export function provenIn(file: 'blocks' | 'more-blocks' | 'code'): Proven[] {
  return MATCHED.proven.filter(({ block: { at, language } }) => {
    const other = MORE.includes(at.split(':')[0]) ? 'more-blocks' : 'blocks';
    return (language === 'ts' ? 'code' : other) === file;
  });
}
