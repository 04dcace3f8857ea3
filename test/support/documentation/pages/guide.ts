import * as airflow from '../../../../src';
import { bareProject, errorOf } from '../../projects';
import { entry, type Entry } from '../proof';

const mistakes: ReadonlyArray<() => unknown> = [
  () => airflow.AwsCredentials.mounted({ profil: 'dev' } as airflow.AwsMountedOptions),
  () => new airflow.LocalAirflow(bareProject(), { credentials: airflow.AwsCredentials.session() as unknown as airflow.CloudCredentials[] }),
];

export const guide: readonly Entry[] = [
  entry('Misspelled options and wrong types', '', ({ code }) => expect(code.trimEnd().split('\n')).toEqual(mistakes.map((make) => errorOf(make)?.message))),
];
