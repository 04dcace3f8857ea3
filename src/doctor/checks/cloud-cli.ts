import { isOlder } from '../../text/version-order';
import { failure, ok, unknown, warning, type Check, type Judgement } from '../check';
import type { Cli } from '../facts';

export const check: Check = {
  id: 'cloud-cli',
  group: 'tools',
  looksAt: 'the command line of each declared cloud, and whether its version is new enough for what is declared',
  judge: ({ clis }) => clis.map(judgeOne),
};

function judgeOne({ cloudName, program, found, install, needs, without }: Cli): Judgement {
  if ('unknown' in found) {
    return unknown(`The ${cloudName} CLI cannot be judged: ${found.unknown}.`, `${program} --version`);
  }
  if (found.value === undefined) {
    const line = `There is no ${cloudName} CLI (a command ${program}) on the PATH`;
    if (without === undefined) {
      return ok(`no ${cloudName} CLI, which nothing needs here`);
    }
    return (without.isFailure ? failure : warning)(`${line}, ${without.effect}.`, install);
  }
  const { version } = found.value;
  if (version === undefined) {
    return unknown(`The command ${program} on the PATH does not print a version of the ${cloudName} CLI.`, `${program} --version`);
  }
  return needs !== undefined && isOlder(version, needs.version) ? failure(`${cloudName} CLI ${version} is too old: ${needs.why} needs ${needs.version} or newer.`, install) : ok(`${cloudName} CLI ${version}`);
}
