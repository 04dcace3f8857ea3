import { spawnSync } from 'node:child_process';

/**
 * Whether PowerShell 7.3 or newer is installed, the first version that hands double quotes and empty words to programs as they are. The runners of
 * GitHub have it.
 *
 * @throws on such a runner where it is absent, because nothing else proves there what PowerShell reads
 */
export function hasPowerShell({ GITHUB_ACTIONS }: NodeJS.ProcessEnv = process.env, program: string = 'pwsh'): boolean {
  const isThere = spawnSync(program, ['-NoProfile', '-Command', 'exit [int]($PSVersionTable.PSVersion -lt [version]"7.3")']).status === 0;
  if (!isThere && GITHUB_ACTIONS === 'true') {
    throw new Error(`This runner of GitHub has no PowerShell 7.3 (a command ${program}), so the commands for PowerShell would not be checked. Install it in the workflow.`);
  }
  return isThere;
}
