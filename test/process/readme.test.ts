import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { readPages, type Block, type Page } from '../support/pages';
import { linkPackages, read, tempDir, write } from '../support/util';

const ROOT = path.resolve(__dirname, '../..');
const TSX = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs');

/** What a block without imports of its own continues: the project and the component of the quick start. */
const PRELUDE = [
  "import { JsonFile, JsonPatch, Project } from 'projen';",
  "import { AstroRuntime, AwsCredentials, AwsSecretsBackend, CloudCredentials, DriftCheck, LocalAirflow, LocalFilesystemSecretsBackend } from 'projen-astro-airflow';",
  'declare const project: Project;',
  'declare const local: LocalAirflow;',
];

const pages = readPages();
const typescriptBlocks = pages.flatMap((page) => page.blocks.filter((block) => block.language === 'ts'));
const links = pages.flatMap((page) => linksOf(page).map((target) => ({ page, target })));

describe('the TypeScript of the documentation', () => {
  const complaints = compile(typescriptBlocks);

  test.each(typescriptBlocks)('compiles at $at', ({ at }) => {
    expect(complaints.get(at)).toEqual([]);
  });
});

describe('a link of the documentation', () => {
  test.each(links)('leads somewhere: $page.name -> $target', ({ page, target }) => {
    const [file, anchor] = target.split('#');
    const absolute = file === '' ? path.join(ROOT, page.name) : path.resolve(ROOT, path.dirname(page.name), file);
    expect(fs.existsSync(absolute)).toBe(true);
    if (anchor !== undefined) {
      expect(anchorsOf(fs.readFileSync(absolute, 'utf-8'))).toContain(anchor);
    }
  });
});

test('the block for a repository that has projen makes a project whose rc file runs without ts-node', () => {
  const [, block] = /^### An existing projen project$[^]*?^```ts\n([^]*?)^```$/m.exec(read(ROOT, 'README.md'))!;
  const outdir = tempDir();
  linkPackages(outdir);
  write(outdir, { '.projenrc.ts': block, 'airflow/Dockerfile': 'FROM astrocrpublic.azurecr.io/runtime:3.3-8\n' });

  execFileSync(process.execPath, ['--import', TSX, '.projenrc.ts'], { cwd: outdir, env: { ...process.env, NODE_ENV: '', PROJEN_DISABLE_POST: 'true' } });

  const { tasks } = JSON.parse(read(outdir, '.projen/tasks.json'));
  expect(JSON.stringify(tasks.default.steps)).toMatch(/"tsx\W+\.projenrc\.ts"/);
  expect(Object.keys(JSON.parse(read(outdir, 'package.json')).devDependencies)).toEqual(expect.arrayContaining(['projen-astro-airflow', 'tsx']));
  expect(read(outdir, 'airflow/docker-compose.override.yml')).toContain('api-server:');
});

function linksOf(page: Page): string[] {
  const targets = page.prose.flatMap((line) => [...line.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]));
  return [...new Set(targets.filter((target) => !/^https?:/.test(target)))];
}

/** The anchors that GitHub makes of a page's headings. */
function anchorsOf(text: string): string[] {
  const headings = text.replace(/^```[^]*?^```$/gm, '').split('\n').filter((line) => /^#+ /.test(line));
  return headings.map((heading) => heading.replace(/^#+ /, '').toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-'));
}

/** What the compiler says of each block, by where the block stands. The blocks exist in memory alone. */
function compile(blocks: readonly Block[]): Map<string, string[]> {
  const config = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config as { compilerOptions: object };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, rootDir: '.', declaration: false, noEmit: true, noUnusedLocals: false, noUnusedParameters: false },
    ROOT,
  );
  options.paths = { 'projen-astro-airflow': [path.join(ROOT, 'src', 'index.ts')] };
  const texts = new Map(blocks.map((block, index) => [path.posix.join(ROOT.split(path.sep).join('/'), `block-${index}.ts`), whole(block.code)]));
  // The class that one block declares is what others import.
  const [organization] = [...texts].find(([, text]) => text.includes('export class OurAstroProject'))!;
  options.paths['@acme/airflow-standard'] = [organization];
  const host = ts.createCompilerHost(options);
  const onDisk = { fileExists: host.fileExists.bind(host), getSourceFile: host.getSourceFile.bind(host), readFile: host.readFile.bind(host) };
  host.fileExists = (file) => texts.has(file) || onDisk.fileExists(file);
  host.readFile = (file) => texts.get(file) ?? onDisk.readFile(file);
  host.getSourceFile = (file, version, ...more) => (texts.has(file) ? ts.createSourceFile(file, texts.get(file)!, version) : onDisk.getSourceFile(file, version, ...more));
  const program = ts.createProgram({ rootNames: [...texts.keys()], options, host });
  return new Map(
    [...texts.keys()].map((file, index) => {
      const source = program.getSourceFile(file);
      const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [blocks[index].at, diagnostics.map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'))];
    }),
  );
}

function whole(code: string): string {
  return /^import /m.test(code) ? code : [...PRELUDE, code].join('\n');
}
