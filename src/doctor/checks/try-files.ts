import { listed } from '../../text/lists';
import { failure, ok, unknown, type Check, type Judgement } from '../check';
import type { Facts, Tried, TriedFile } from '../facts';
import { opening } from '../opening';
import { userOfContainers } from '../where';

export const check: Check = {
  id: 'try-files',
  group: 'container',
  looksAt: 'with --try: whether a container of the project reads the files with the credentials',
  judge: (facts) => {
    if (facts.tried === undefined) {
      return [];
    }
    return 'unknown' in facts.tried ? [unknown(`Nothing could be tried in a container: ${facts.tried.unknown}.`, `${facts.commands.start} builds and starts it`)] : judgeAll(facts.tried.value, facts);
  },
};

function judgeAll({ uid, files }: Tried, facts: Facts): Judgement[] {
  const read = files.filter(({ error }) => error === undefined);
  const refused = files.filter(({ error }) => error === 'EACCES' || error === 'EPERM');
  const absent = absentIn(files);
  const others = files.filter(({ error }) => error !== undefined && error !== 'ENOENT' && !refused.some((one) => one.error === error));
  return [
    ...(read.length === 0 ? [] : [ok(`a container (uid ${uid}) reads ${listed(read.map(({ path }) => path))}`)]),
    ...(refused.length === 0 ? [] : [failure(`A container (uid ${uid}) may not read ${listed(refused.map(({ path }) => path))}: its clients find no credentials there.`, fixOf(refused, facts))]),
    ...(absent.length === 0 ? [] : [failure(`A container finds no ${listed(absent.map(({ path }) => path))}.`, absent.some(({ kind }) => kind === 'keys') ? facts.commands.login : 'have the paths in .env and the target of the mount agree; the declaration does that by itself')]),
    ...others.map(({ path, error }) => failure(`A container cannot read ${path} (${error}).`, 'look at it on this machine: ls -l')),
  ];
}

/** Of the files with settings one is enough. */
function absentIn(files: readonly TriedFile[]): TriedFile[] {
  const isAbsent = ({ error }: TriedFile): boolean => error === 'ENOENT';
  return files.filter((file) => isAbsent(file) && (file.kind !== 'settings' || files.filter(({ cloud, kind }) => cloud === file.cloud && kind === 'settings').every(isAbsent)));
}

function fixOf(refused: readonly TriedFile[], { machine, engine, ways }: Facts): string | undefined {
  const instead = 'value' in ways ? ways.value.find(({ cloud }) => refused.some((one) => one.cloud === cloud))?.instead : undefined;
  const user = userOfContainers({ machine, engine });
  const names = refused.flatMap(({ source }) => source ?? []);
  // A file can be open in a folder that is not: the check of the mounted files says so.
  return (user === 'same' || user === 'mapped') && names.length > 0 ? opening(names.map((name) => ({ name, wanted: ['r'] })), user, instead) : instead === undefined ? undefined : `declare ${instead} credentials, whose files every container can read`;
}
