import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { AstroRuntime, DotenvFile, LocalAirflow } from '../../../src';
import { openQuoteLine } from '../../../src/text/dotenv-text';
import { whyReadersDisagree } from '../../../src/text/dotenv-value';
import { SecretGuard } from '../../../src/text/secret-guard';
import { secretInValue } from '../../../src/text/secret-value';
import { unicode, userText } from '../../support/arbitraries';
import { bareProject } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { tempDir } from '../../support/util';

const runtimeVersion = '3.1-12';
const MODES_MEAN = process.platform !== 'win32';

type Keys = Readonly<Record<string, string>>;

const value = fc.oneof(unicode, fc.json(), fc.constantFrom('dev', '/home/astro/.aws/config', 'a >>> projen-astro-airflow >>>')).filter(
  (text) => text !== '' && whyReadersDisagree(text) === undefined && secretInValue(text) === undefined,
);
const keys: fc.Arbitrary<Keys> = fc.dictionary(fc.constantFrom('AWS_PROFILE', 'AWS_CONFIG_FILE', 'MULTI', 'BARE', 'MY_FLAG', '_x1'), value, { minKeys: 1, noNullPrototype: true });

/** A block is not put behind a quote that is open. */
const closedText = userText.filter((text) => openQuoteLine(text) === undefined);

/** What a synth does to `.env` alone, with its checks before. */
function writeDotenv(outdir: string, declared: Keys): void {
  const dotenv = DotenvFile._in(bareProject(outdir), '.', AstroRuntime.parse(runtimeVersion), { secrets: new SecretGuard('Remove it'), check: () => undefined });
  Object.entries(declared).forEach(([key, text]) => dotenv._addKey(key, text));
  dotenv._preflight(undefined);
  dotenv.synthesize();
}

function synthesize(outdir: string, declared: Keys): void {
  const project = bareProject(outdir);
  const local = new LocalAirflow(project, { runtimeVersion });
  Object.entries(declared).forEach(([key, text]) => local.addDotenvKey(key, text));
  project.synth();
}

/** Goes the way of a `.env` file from the user's bytes through declarations and back, and checks each step on the disk. */
function goThereAndBack(text: string, declarations: readonly Keys[], synth: (outdir: string, declared: Keys) => void): void {
  const outdir = tempDir();
  const file = path.join(outdir, '.env');
  const bytes = Buffer.from(text);
  fs.writeFileSync(file, bytes);
  fs.chmodSync(file, 0o640);
  for (const declared of declarations) {
    synth(outdir, declared);
    expect(fs.readFileSync(file).subarray(0, bytes.length).equals(bytes)).toBe(true);
    const { ino, mtimeNs } = fs.statSync(file, { bigint: true });
    synth(outdir, declared);
    expect(fs.statSync(file, { bigint: true })).toMatchObject({ ino, mtimeNs });
  }
  synth(outdir, {});
  expect(fs.readFileSync(file).equals(bytes)).toBe(true);
  expect(MODES_MEAN ? fs.statSync(file).mode % 0o1000 : 0o640).toBe(0o640);
  expect(fs.readdirSync(outdir).filter((name) => name.startsWith('.env.') && name !== '.env.example')).toEqual([]);
  fs.rmSync(outdir, { recursive: true });
}

test('any bytes of the user stay through any declarations, and taking these back restores the file and its mode', () => {
  fc.assert(
    fc.property(closedText, fc.array(keys, { minLength: 1, maxLength: 3 }), (text, declarations) => goThereAndBack(text, declarations, writeDotenv)),
    propertyOptions(10),
  );
});

test('the same is true of whole synths', () => {
  fc.assert(
    fc.property(closedText, fc.array(keys, { minLength: 1, maxLength: 2 }), (text, declarations) => goThereAndBack(text, declarations, synthesize)),
    propertyOptions(40),
  );
});

test('where there was no file, a private one has the declared lines alone, and none without them', () => {
  fc.assert(
    fc.property(keys, (declared) => {
      const outdir = tempDir();
      const file = path.join(outdir, '.env');
      writeDotenv(outdir, {});
      expect(fs.existsSync(file)).toBe(false);
      writeDotenv(outdir, declared);
      const lines = fs.readFileSync(file, 'utf-8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      expect([lines, MODES_MEAN ? fs.statSync(file).mode % 0o1000 : 0o600]).toEqual([Object.entries(declared).map(([key, text]) => `${key}=${text}`), 0o600]);
      writeDotenv(outdir, {});
      expect(fs.readFileSync(file, 'utf-8')).toBe('');
      fs.rmSync(outdir, { recursive: true });
    }),
    propertyOptions(20),
  );
});

/** Lines that nobody declares: values on one line, and in quotes over several. */
const strays = fc.uniqueArray(fc.constantFrom('MY_SECRET=onlyhere', 'export MORE=1', 'CONN=\'{\n"MULTI": 1\n}\'', '# a note', 'X: 1', 'AWS_REGION'), { minLength: 1, maxLength: 4 });

test('lines that somebody wrote into the block are below it after the next synth, whatever else changed, and no generated line is', () => {
  fc.assert(
    fc.property(closedText, keys, keys, strays, fc.nat(20), fc.boolean(), (text, before, after, theirs, at, isEdited) => {
      const [outdir, fresh] = [tempDir(), tempDir()];
      [outdir, fresh].forEach((directory) => fs.writeFileSync(path.join(directory, '.env'), text));
      const file = path.join(outdir, '.env');
      writeDotenv(outdir, before);
      writeDotenv(fresh, after);
      const written = fs.readFileSync(file, 'utf-8').slice(text.length);
      fc.pre(written.includes('# >>>'));
      const eol = /\r?\n/.exec(written.trimStart())![0];
      const lines = written.split(eol);
      const first = lines.findIndex((line) => line.startsWith('# >>>')) + 1;
      const last = lines.findIndex((line) => line.startsWith('# <<<'));
      const place = first + (at % (last - first + 1));
      // A key that the user has outside of the block is not in it.
      const declared = fs.readFileSync(path.join(fresh, '.env'), 'utf-8').slice(text.length);
      const edited = lines.map((line, index) => (isEdited && index > first && index < last && /^\w+=/.test(line) && declared.includes(`\n${line.split('=')[0]}=`) ? `${line}x` : line));
      fs.writeFileSync(file, text + [...edited.slice(0, place), ...theirs.map((line) => line.replaceAll('\n', eol)), ...edited.slice(place)].join(eol));
      writeDotenv(outdir, after);
      const without = fs.readFileSync(path.join(fresh, '.env'), 'utf-8');
      // A text without a block may have no newline at its end.
      const start = without === '' || without.endsWith('\n') ? without : without + eol;
      expect(fs.readFileSync(file, 'utf-8')).toBe(start + theirs.map((line) => line.replaceAll('\n', eol) + eol).join(''));
      const { mtimeNs } = fs.statSync(file, { bigint: true });
      writeDotenv(outdir, after);
      expect(fs.statSync(file, { bigint: true }).mtimeNs).toBe(mtimeNs);
      [outdir, fresh].forEach((directory) => fs.rmSync(directory, { recursive: true }));
    }),
    propertyOptions(10),
  );
});
