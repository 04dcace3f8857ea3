import * as airflow from '../../../../src';
import { GITIGNORE } from '../../../../src/files/ignore-patterns';
import { missingPatterns } from '../../../../src/text/ignore-lines';
import { TEMPORARY_FILES } from '../../../../src/text/temporary-files';
import devInit from '../../fixtures/astro-dev-init.json';
import { bareProject, errorOf } from '../../projects';
import { entry, type Entry, type Proof } from '../proof';

const mistakes: ReadonlyArray<() => unknown> = [
  () => airflow.AwsCredentials.mounted({ profil: 'dev' } as airflow.AwsMountedOptions),
  () => new airflow.LocalAirflow(bareProject(), { credentials: airflow.AwsCredentials.session() as unknown as airflow.CloudCredentials[] }),
];

/** What a project that leaves has to ignore itself: all of `astro dev init`, and what projen and local secrets keep there. */
const onLeaving: Proof = ({ code }) => {
  const patterns = [...code.matchAll(/'([^']+)'/g)].map(([, pattern]) => pattern);
  expect(missingPatterns(patterns, devInit['.gitignore'].trimEnd().split('\n'))).toEqual([]);
  expect(missingPatterns(patterns, [...GITIGNORE, '/secrets/'])).toEqual([TEMPORARY_FILES]);
};

export const guide: readonly Entry[] = [
  entry('Misspelled options and wrong types', '', ({ code }) => expect(code.trimEnd().split('\n')).toEqual(mistakes.map((make) => errorOf(make)?.message))),
  entry('Removing it', 'ts', onLeaving),
];
