import * as path from 'node:path';
import { parse } from 'yaml';
import { readPage } from '../../pages';
import { astroTree, read, unsigned, write } from '../../util';
import { documentAs } from '../outputs';
import { entry, type Entry } from '../proof';
import { Terminal } from '../terminal';
import { runRcFile } from '../typescript';

const PAGE = 'docs/from-the-guide.md';
/** The vendor's files, which the contract merges and compares. */
const GUIDE = path.resolve(__dirname, '../../../contract/compose/guide');

let outdir: string | undefined;

/** The project of the page's rc file on a runtime with Airflow 2. */
function project(): string {
  outdir ??= runRcFile(readPage(PAGE).blocks[0], ({ directory }: Terminal) => {
    astroTree(directory, 'quay.io/astronomer/astro-runtime:13.7.0');
    write(directory, { '.env': '' });
  });
  return outdir;
}

export const fromTheGuide: readonly Entry[] = [
  entry('The override', 'yaml', documentAs((shown) => expect(shown).toEqual(parse(read(GUIDE, 'linux-and-mac.yml')))),
    // The page leaves projen's marker line out: where its list of files is missing, projen takes what has the marker for its own.
    ({ code }) => expect(code).toBe(unsigned(read(project(), 'docker-compose.override.yml').replace(/^.*\n/, '')))),
  entry('The `.env`', 'sh', ({ code }) => expect(code).toBe(read(GUIDE, 'dotenv.txt').replace(/^#.*\n/, '')), ({ code }) => expect(code).toBe(read(project(), '.env'))),
];
