import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Proof } from './proof';
import { Terminal } from './terminal';

/**
 * Folders and files below the home, each with its mode where the page has one: those of a login in the project of an rc file.
 *
 * @param below how many the page has below the first line
 */
export function foldersAfterLogin(rc: string, below: number, prepare: (terminal: Terminal) => void = () => undefined): Proof {
  return ({ code }) => {
    const terminal = Terminal.in(rc);
    prepare(terminal);
    terminal.runs('npx projen login');
    const open: string[] = [];
    const shown = code.trimEnd().split('\n').map((line) => {
      const [, indent, name, mode] = /^( *)(\S+)(?: +(\d{4}))?/.exec(line)!;
      const depth = indent.length / 2;
      open.splice(depth);
      open.push(path.join(open[depth - 1] ?? '', name.replace(/^~/, terminal.home)));
      return { file: open[depth], mode };
    });
    expect(shown).toHaveLength(below + 1);
    for (const { file, mode } of shown) {
      expect({ file, mode: mode && `0${(fs.statSync(file).mode & 0o777).toString(8)}` }).toEqual({ file, mode });
    }
  };
}
