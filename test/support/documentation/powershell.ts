import { spawnSync } from 'node:child_process';
import type { Proof } from './proof';
import { commandsIn, Terminal } from './terminal';
import { readPage } from '../pages';
import { hasPowerShell } from '../text/has-powershell';
import { readPowerShell } from '../text/powershell';

const isInstalled = hasPowerShell();

/** The commands of a block as PowerShell reads them, whose programs these pages have. */
export const readsAsCommands: Proof = ({ code }) => {
  const programs = readPowerShell(code).map(([first]) => first.text);
  expect(programs.filter((name) => !/^(?:aws|gcloud|npx|python|\.projen-venv\\Scripts\\Activate\.ps1|\$env:\w+|Set-Content|Remove-Item|Out-String|Invoke-Expression)$/.test(name))).toEqual([]);
};

/** What a pipeline may end in besides programs. */
const CMDLETS = ['Out-String', 'Invoke-Expression'];

/**
 * Commands of PowerShell that are those of a block for sh below the same heading, which runs: with the same programs and options, except for
 * values that are named. Where PowerShell is installed, it parses them.
 *
 * @param differences what the block for sh has, and what this one has in its place
 */
export function asInSh(page: string, differences: Readonly<Record<string, string>>): Proof {
  return ({ code, heading }) => {
    const sh = readPage(page).blocks.find((block) => block.heading === heading && block.language === 'sh')!;
    const wanted = commandsIn(sh.code).map((command) => {
      const [, evaluated] = /^eval "\$\((.*)\)"$/.exec(command) ?? [];
      const [, name, value] = /^export (\w+)="\$\((.*)\)"$/.exec(command) ?? [];
      const inner = evaluated ?? (name === undefined ? command : `$env:${name} = ${value}`);
      return Object.entries(differences).reduce((text, [before, after]) => text.replace(before, after), inner);
    });
    const pipelines = commandsIn(code).map((command) => command.split(' | '));
    expect(pipelines.map(([program]) => program)).toEqual(wanted);
    expect(pipelines.flatMap(([, ...cmdlets]) => cmdlets).filter((cmdlet) => !CMDLETS.includes(cmdlet))).toEqual([]);
    // The stand-in for the AWS CLI refuses what it does not know, and prints an assignment of PowerShell.
    const terminal = new Terminal();
    pipelines.filter(([program]) => program.startsWith('aws ')).forEach(([program]) => expect(terminal.runs(program).stdout).toMatch(/^\$Env:AWS_ACCESS_KEY_ID="/));
    if (isInstalled) {
      const script = '$errors = $null; [System.Management.Automation.Language.Parser]::ParseInput($input, [ref]$null, [ref]$errors) | Out-Null; $errors; exit $errors.Count';
      expect(spawnSync('pwsh', ['-NoProfile', '-Command', script], { input: code, encoding: 'utf-8' })).toMatchObject({ status: 0, stdout: '' });
    }
  };
}
