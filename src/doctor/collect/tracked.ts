import { ask } from './ask';
import type { Surroundings } from './surroundings';
import { DIAGNOSES } from '../../clouds/diagnoses';
import { OUTER_NAME } from '../../host/places';
import type { Fact } from '../facts';

/** A name that files of other programs have, too: what a session writes would be a copy in the project's own folder. */
const IN_FOLDER_ALONE = ['session.json'];

/** Where keys of a developer can be, in each folder: `.env` and its kin, and copies of what the clouds' own programs write, which can be folders. */
const PATTERNS = ['.env', '.env.*', OUTER_NAME, ...DIAGNOSES.flatMap(({ keyFiles }) => keyFiles)].flatMap((name) => (IN_FOLDER_ALONE.includes(name) ? [name] : [`:(glob)**/${name}`, `:(glob)**/${name}/**`]));

/**
 * The files with keys that git tracks below a directory; undefined if it is in no repository.
 *
 * @param more names of further files with secrets, from the directory
 */
export async function tracked({ directory, env }: Surroundings, more: readonly string[] = []): Promise<Fact<readonly string[] | undefined>> {
  const asked = await ask('git', ['-C', directory, 'ls-files', '-z', '--', ...PATTERNS, ...more], { ...env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' });
  if ('unknown' in asked) {
    return { unknown: 'git did not answer' };
  }
  if (asked.value === undefined) {
    return { unknown: 'there is no git on the PATH' };
  }
  const { code, stdout, stderr } = asked.value;
  if (code !== 0) {
    return /not a git repository/.test(stderr) ? { value: undefined } : { unknown: /dubious ownership/.test(stderr) ? 'the repository belongs to another user' : `git ended with the exit code ${code}` };
  }
  return { value: stdout.split('\0').filter((name) => name !== '' && !/(^|\/)\.env\.(example|sample|template)$/.test(name)) };
}
