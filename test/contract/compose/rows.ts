import { checkExtensions } from './extension-checks';
import { checkGenerated } from './generated-checks';
import { checkGuide } from './guide-checks';
import { Merger } from './merger';
import { checkReferences } from './reference-checks';
import { checkRefusals } from './refusal-checks';
import { checkServiceKeys } from './service-key-checks';
import { checkShell } from './shell-checks';
import { checkStrategies, checkWrongMajor } from './strategy-checks';
import { checkVariables } from './variable-checks';
import { checkHostileValues } from './yaml-checks';
import { ASTRO_CLI } from '../base';
import type { Mistake } from '../mistakes';
import type { Row } from '../row';

/** compose-go, the library with which the Astro CLI reads the override and `.env`. */
export const COMPOSE_ROW: Row = {
  name: 'compose',
  title: 'override and .env over the Astro CLI\'s own compose file, on both majors',
  async run(run) {
    run.version('Astro CLI, as read', ASTRO_CLI);
    const merger = new Merger(run);
    await checkStrategies(run, merger);
    await checkWrongMajor(run, merger);
    await checkShell(run, merger);
    await checkVariables(run, merger);
    await checkGuide(run, merger);
    await checkRefusals(run, merger);
    await checkReferences(run, merger);
    await checkServiceKeys(run, merger);
    await checkExtensions(run, merger);
    await checkHostileValues(run, merger);
    await checkGenerated(run, merger);
  },
};

/** Mistakes in what writes the override, each with the checks that have to notice it. */
export const COMPOSE_MISTAKES: readonly Mistake[] = [
  { what: 'the name of a service', file: 'lib/runtime/astro-runtime.js', good: "'api-server', 'triggerer'", bad: "'webserver', 'triggerer'", only: 'Airflow 3: mounted()' },
  { what: 'the mode of a mount', file: 'lib/files/compose-render.js', good: 'read_only: true', bad: 'read_only: false', only: 'mounted()' },
  { what: 'the target of the mount', file: 'lib/clouds/aws/aws-mounted.js', good: "'/home/astro/.aws'", bad: "'/usr/local/airflow/.aws'", only: 'mounted()' },
  { what: 'the path of a token cache', file: 'lib/clouds/aws/aws-mounted.js', good: "'sso/cache'", bad: "'sso'", only: 'sso mounts' },
  { what: 'create_host_path', file: 'lib/files/compose-render.js', good: 'create_host_path: false', bad: 'create_host_path: true', only: 'mounted()' },
  { what: 'the expression of a default', file: 'lib/files/compose-override.js', good: ':-${value}', bad: '-${value}', only: 'an empty AWS_PROFILE in the shell' },
  { what: 'the precedence of the shell', file: 'lib/files/compose-override.js', good: '`\\${${name}:-${value}}`', bad: 'value', only: 'win over the declared ones' },
  { what: 'a "$" that is to stay', file: 'lib/text/mount-paths.js', good: "'$$$$'", bad: "'$$'", only: 'addEnvironment() gives a value literally' },
  { what: 'the mounts of a service that is extended', file: 'lib/files/compose-render.js', good: '...volumes]', bad: ']', only: 'what people add most' },
  {
    what: 'the services of a mount',
    file: 'lib/files/compose-render.js',
    good: 'declared.mounts.filter((entry) => entry.services.includes(name))',
    bad: 'declared.mounts',
    only: 'addMount() mounts',
  },
  { what: 'the quoting of YAML 1.1', file: 'lib/text/yaml-text.js', good: "compat: 'yaml-1.1', ", bad: '', only: 'texts that a reader of YAML' },
  { what: 'the quoting of what compose alone takes for a number', file: 'lib/text/yaml-text.js', good: ' || NUMBER_OF_COMPOSE.test(scalar.value)', bad: '', only: 'texts that a reader of YAML' },
].map((mistake) => ({ ...mistake, row: COMPOSE_ROW }));
