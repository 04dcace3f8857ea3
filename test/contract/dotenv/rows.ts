import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Row, RowRun } from '../row';
import { assertNone, disagree, problemsAlone, problemsBeside } from './compare';
import { BY_HAND, expectedKeys } from './declarations';
import { declareAll, type Written } from './declared';
import { proveGenerated } from './generated';
import { KNOWN_LINES, type Expected } from './known-lines';
import { proveOracle } from './oracle-checks';
import { DotenvReaders, READERS, type Reading } from './readers';
import { proveRefusals } from './refusal-checks';
import { HOST, OPEN_FILES, USER_FILES } from './user-files';

/** The programs that read `.env`, held against the block that we write into it. */
export const DOTENV_ROW: Row = {
  name: 'dotenv',
  title: 'all readers of .env read our block alike, and the user\'s lines as before',
  async run(run) {
    const readers = DotenvReaders.of(run, HOST);
    await proveKnownLines(run, readers);
    await proveRefusals(run, readers);
    await proveDeclarations(run, readers);
    await proveWholeSynth(run);
    await proveUserFiles(run, readers);
    await proveOpenFiles(run, readers);
    await proveGenerated(run, readers);
    await proveOracle(run);
  },
};

/** That the readers still differ as it is known of them. */
async function proveKnownLines(run: RowRun, readers: DotenvReaders): Promise<void> {
  const read = await readers.read(KNOWN_LINES.map(({ text }) => text));
  for (const [index, { what, read: expected }] of KNOWN_LINES.entries()) {
    await run.check(`the readers make of ${what} what is known of them`, () => {
      READERS.forEach((reader) => assertRead(reader, read[index][reader], expected[reader]));
    });
  }
}

function assertRead(reader: string, { values, error }: Reading, expected: Expected): void {
  if (expected instanceof RegExp) {
    assert.equal(values, undefined, `${reader} takes the file, and reads ${JSON.stringify(values)}`);
    assert.match(error ?? '', expected, reader);
  } else {
    assert.deepEqual(values, expected, `${reader} ${error ?? ''}`);
  }
}

/** That each kind of declaration reaches every reader. */
async function proveDeclarations(run: RowRun, readers: DotenvReaders): Promise<void> {
  const outcomes = await declareAll(run, Object.values(BY_HAND).map((declaration) => ({ declaration, user: '' })));
  const read = await readers.read(outcomes.map(({ alone }) => textOf(alone)));
  for (const [index, [what, declaration]] of Object.entries(BY_HAND).entries()) {
    await run.check(`all four read as declared: ${what}`, () => {
      assert.equal(outcomes[index].refused, undefined);
      assertNone(problemsAlone(expectedKeys(declaration), read[index]));
    });
  }
}

/** That the files of this row, which are written without the rest of a project, are those of a user. */
async function proveWholeSynth(run: RowRun): Promise<void> {
  await run.check('a whole synth writes the .env that is read here', async () => {
    const user = USER_FILES['a connection as JSON in single quotes over several lines'];
    const { options, keys } = BY_HAND['AWS Secrets Manager with every option'];
    const [{ beside }] = await declareAll(run, [{ declaration: { runtimeVersion: '3.1-12', options, keys }, user }]);
    const directory = path.join(run.work, 'whole');
    run.packages.synthesize(directory, {
      image: 'astrocrpublic.azurecr.io/runtime:3.1-12',
      files: { '.env': user },
      rc: `const local = new astro.LocalAirflow(project, {
        credentials: [astro.AwsCredentials.mounted(${JSON.stringify(options.credentials)})],
        secretsBackend: astro.AwsSecretsBackend.secretsManager(${JSON.stringify(options.secretsBackend?.options)}),
      });
      ${keys.map(([key, value]) => `local.addDotenvKey(${JSON.stringify(key)}, ${JSON.stringify(value)});`).join('\n')}`,
    });
    assert.equal(fs.readFileSync(path.join(directory, '.env'), 'utf-8'), beside);
  });
}

/** That a block leaves what people write as it was. */
async function proveUserFiles(run: RowRun, readers: DotenvReaders): Promise<void> {
  const names = Object.keys(USER_FILES).map((what) => `all four read as before, with our block behind it: ${what}`);
  if (!run.wants(...names)) {
    return;
  }
  const declarations = Object.values(BY_HAND);
  const cases = Object.values(USER_FILES).flatMap((user) => declarations.map((declaration) => ({ declaration, user })));
  const outcomes = await declareAll(run, cases);
  const before = await readers.readUsers(cases.map(({ user }) => user));
  const after = await readers.readUsers(outcomes.map(({ beside }) => textOf(beside)));
  for (const [file, name] of names.entries()) {
    await run.check(name, () => {
      declarations.forEach((declaration, index) => {
        const at = file * declarations.length + index;
        assert.equal(typeof outcomes[at].beside, 'string', JSON.stringify(outcomes[at]));
        assertNone(problemsBeside(expectedKeys(declaration), before[at], after[at]).map((problem) => `${problem}\n${textOf(outcomes[at].beside)}`));
      });
    });
  }
}

/** That a block is not put behind a quote that is open, where it would be read as part of the user's value. */
async function proveOpenFiles(run: RowRun, readers: DotenvReaders): Promise<void> {
  await run.check('a file with a quote that no line closes is refused, as compose refuses it, and its line is named', async () => {
    const outcomes = await declareAll(run, OPEN_FILES.map(([user]) => ({ declaration: Object.values(BY_HAND)[0], user })));
    const before = await readers.read(OPEN_FILES.map(([user]) => user));
    OPEN_FILES.forEach(([user, line], index) => {
      assert.match(before[index].compose.error ?? 'taken', /unterminated quoted value/, JSON.stringify(user));
      assert.match(refusalOf(outcomes[index].beside) ?? 'taken', new RegExp(`line ${line} opens a quote`), JSON.stringify(user));
    });
    const swallowed = await readers.read(OPEN_FILES.map(([user]) => `${user}\nMY_FLAG="on" it's\n`));
    swallowed.forEach((read, index) => assert.ok(disagree(read), `${JSON.stringify(OPEN_FILES[index][0])} followed by one of our lines is read as ${JSON.stringify(read)}`));
  });
}

function textOf(written: Written | undefined): string {
  return typeof written === 'string' ? written : '';
}

function refusalOf(written: Written): string | undefined {
  return typeof written === 'string' ? undefined : written.refused;
}
