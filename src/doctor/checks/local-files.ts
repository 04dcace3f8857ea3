import { listed } from '../../text/lists';
import { isOlder } from '../../text/version-order';
import { failure, ok, unknown, warning, type Check, type Judgement } from '../check';
import type { Facts, MountedEntry } from '../facts';
import type { LocalFile } from '../local-file';
import { containersCan, userOfContainers } from '../where';

const IN_QUOTES = 'put the value in quotes, JSON as well';

/** airflow.secrets.local_filesystem: load_variables of 3.1.8 raises, that of 3.3.2 for a file .env alone. Its load_configs_dict raises, too. */
const LISTS_FAIL_IN = '3.1';
const LISTS_PASS_FROM = '3.3';

export const check: Check = {
  id: 'local-files',
  group: 'mounted',
  looksAt: 'whether the local files with secrets are there, in a form that Airflow reads, and open to the containers (uid 50000)',
  judge: (facts) => {
    const { localFiles: files = [] } = facts;
    const problems = files.flatMap((file) => judgeOne(file, facts));
    const there = files.filter(({ state }) => state === 'there');
    const access = there.length === 0 ? [] : judgeAccess(there, facts);
    return files.length > 0 && problems.length === 0 && access.length === 0 ? [ok(`the secrets are in ${listed(files.map(({ name }) => name))}`)] : [...problems, ...access];
  },
};

function judgeOne({ name, kind, example, state, problem, notTexts = 0, lists = 0 }: LocalFile, { commands: { write }, airflow: { runtime } }: Facts): Judgement[] {
  if (state === 'absent') {
    return [failure(`${name} does not exist, so each lookup of a ${kind} fails (FileNotFoundError, or "was not found" in Airflow 2).`, `${write}, which creates it with an example`)];
  }
  if (state === 'elsewhere') {
    return [failure(`${name} is a link to a file outside of its folder, which the containers do not have.`, 'put the file itself there')];
  }
  if (problem !== undefined) {
    return [failure(`${name}: ${problem}. Airflow finds no ${kind} in it.`, `correct it; ${example} shows the form`)];
  }
  if (lists > 0) {
    const airflow = 'unknown' in runtime ? undefined : runtime.value.airflowVersion;
    const which = `${name}: ${lists === 1 ? 'one value is a list' : `${lists} values are lists`}`;
    if (kind === 'configuration option' || (airflow !== undefined && !isOlder(LISTS_FAIL_IN, airflow))) {
      return [failure(`${which}, so Airflow finds no ${kind} in the file ("contains multiple values for keys").`, IN_QUOTES)];
    }
    if (airflow === undefined || isOlder(airflow, LISTS_PASS_FROM)) {
      return [warning(`${which}. Airflow ${LISTS_FAIL_IN} and older finds no ${kind} in the file then ("contains multiple values for keys").`, IN_QUOTES)];
    }
  }
  return notTexts === 0 ? [] : [warning(`${name}: ${notTexts === 1 ? 'one value is' : `${notTexts} values are`} not a text. A DAG gets a number, a list or a mapping, where a cloud gives it a text.`, IN_QUOTES)];
}

function judgeAccess(files: readonly LocalFile[], { machine, engine }: Facts): Judgement[] {
  const names = listed(files.map(({ name }) => name));
  if (machine.isSelinux) {
    return [warning(`SELinux enforces its rules here, and may deny the containers ${names} although the modes are right.`, `chcon -R -t container_file_t ${[...new Set(files.map(({ folder }) => folder))].join(' ')}`)];
  }
  const user = userOfContainers({ machine, engine });
  if (user === undefined) {
    return [];
  }
  if (typeof user === 'object') {
    return [unknown(`Whether the containers can read ${names} cannot be computed: ${user.unknown}.`)];
  }
  const all = files.flatMap(({ entries }) => entries);
  const entries = all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
  const refused = user === 'developer' ? [] : entries.filter(({ wanted, permissions }) => !containersCan(user, wanted, permissions));
  return refused.length === 0 ? [] : [failure(`The containers (uid 50000) cannot read ${listed(refused.map(({ name }) => name))}: lookups fail (PermissionError).`, opened(refused))];
}

/** They are in the project, so that a closed folder above them keeps others out. */
function opened(refused: readonly MountedEntry[]): string {
  const commands = [['a+rx', true], ['a+r', false]].flatMap(([mode, isFolder]) => {
    const names = refused.filter(({ wanted }) => wanted.includes('x') === isFolder).map(({ name }) => name);
    return names.length === 0 ? [] : [`chmod ${String(mode)} ${names.join(' ')}`];
  });
  return `${commands.join(' && ')}. To keep other users of this machine out, close the project's folder: chmod go-rwx .`;
}
