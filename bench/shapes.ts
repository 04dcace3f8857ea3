import * as fs from 'node:fs';
import * as path from 'node:path';
import { interleave, NotMeasured, type Comparison, type Contender } from './interleave';
import type { Meter, Step } from './meter';
import { wholeProcess } from './overhead';
import { driftStep, NO_POST, rcCommand } from './repository';
import { NAMES } from './results';
import { removeTree, type Workspace } from './workspace';

/** The kinds of projects that the check is tried on, as the tables call them. */
export const SHAPES = {
  npm: 'a NodeProject with npm',
  pnpm: 'a NodeProject with pnpm',
  yarn: 'a NodeProject with Yarn 1',
  bun: 'a NodeProject with Bun',
  files: '600 text files',
  subprojects200: '200 subprojects',
  subprojects1000: '1,000 subprojects',
  appends: '24,000 small appends to one file after the synth',
  large: 'a text of 9 MB',
} as const;

/** One of them. */
export type Shape = keyof typeof SHAPES;

/** The row of a check whose rc file declares another text than the one that is there. */
export const OTHER_TEXT = 'drift of another text';

/** All rows that a shape can have. */
export const SHAPE_ROWS = [NAMES.bare, NAMES.drift, OTHER_TEXT];

/** How one shape is measured. */
export interface ShapePlan {
  readonly shape: Shape;
  readonly rounds: number;
}

/** What was measured of one shape. */
export interface ShapePoint extends ShapePlan {
  readonly comparison: Comparison;
}

/** What adds to each line of the large text. */
const SUFFIX = 'BENCH_SUFFIX';

const PROJECT = [
  "const { Project, TextFile, javascript } = require('projen');",
  "const project = new Project({ name: 'orders' });",
  'new javascript.Projenrc(project);',
];

const TEXTS: Readonly<Record<Shape, readonly string[]>> = {
  npm: nodeProject('npm'),
  pnpm: nodeProject('pnpm'),
  yarn: nodeProject('yarn_classic'),
  bun: nodeProject('bun'),
  files: [
    ...PROJECT,
    "for (let index = 0; index < 600; index++) new TextFile(project, `files/${index % 20}/${index}.txt`, { lines: ['one', String(index)] });",
    'project.synth();',
  ],
  subprojects200: subprojects(200),
  subprojects1000: subprojects(1000),
  appends: [
    "const fs = require('node:fs');",
    ...PROJECT,
    'project.synth();',
    "fs.writeFileSync('lines.txt', '');",
    "for (let index = 0; index < 24_000; index++) fs.appendFileSync('lines.txt', `line ${index}\\n`);",
  ],
  large: [
    ...PROJECT,
    `const lines = Array.from({ length: 300_000 }, (_, index) => \`this is the line number \${String(index).padStart(6, '0')}\${process.env.${SUFFIX} ?? ''}\`);`,
    "new TextFile(project, 'large.txt', { lines });",
    'project.synth();',
  ],
};

/** Whether a shape is nothing but what `projen new node` makes. */
export function isNodeProject(shape: Shape): boolean {
  return ['npm', 'pnpm', 'yarn', 'bun'].includes(shape);
}

/** Makes a project of a shape, measures the check in it, and removes it. */
export async function measureShape(workspace: Workspace, meter: Meter, plan: ShapePlan): Promise<ShapePoint> {
  const { shape, rounds } = plan;
  const directory = path.join(workspace.work, `shape-${shape}`);
  const rcFile = rcCommand(workspace, 'js');
  try {
    writeRcFile(directory, TEXTS[shape]);
    workspace.prepare(rcFile, directory, NO_POST);
    const drift = driftStep(workspace, directory, {}, '--verbose');
    const otherText = { ...driftStep(workspace, directory, { [SUFFIX]: '!' }, '--verbose'), exitCode: 1 };
    const contenders = [
      wholeProcess(meter, NAMES.bare, workspace.step(rcFile, directory, NO_POST)),
      checkContender(meter, NAMES.drift, drift, 'in memory'),
      ...(shape === 'large' ? [checkContender(meter, OTHER_TEXT, otherText, 'in memory')] : []),
    ];
    return { ...plan, comparison: await interleave(contenders, rounds, true) };
  } finally {
    removeTree(directory);
  }
}

/**
 * A check that has to go one way, because the time of the other way would be that of something else.
 *
 * @param step with `--verbose`
 */
export function checkContender(meter: Meter, row: string, step: Step, way: 'in memory' | 'a copy'): Contender {
  return {
    rows: [row],
    async run() {
      const { output, ...sample } = await meter.run(step);
      if (!output.includes(`checked ${way}`)) {
        throw new NotMeasured(`the project was not checked ${way === 'a copy' ? 'in a copy' : way}`);
      }
      return { [row]: sample };
    },
  };
}

/** Makes a folder with an rc file. */
export function writeRcFile(directory: string, lines: readonly string[]): void {
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(directory, '.projenrc.js'), [...lines, ''].join('\n'));
}

/** An rc file as `projen new node` writes it. */
export function nodeProject(packageManager: string): string[] {
  return [
    "const { javascript } = require('projen');",
    `const project = new javascript.NodeProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager: '${packageManager}' });`,
    'project.synth();',
  ];
}

function subprojects(count: number): string[] {
  return [
    ...PROJECT,
    `for (let index = 0; index < ${count}; index++) {`,
    '  const inner = new Project({ name: `inner${index}`, parent: project, outdir: `inner/${index}` });',
    "  new TextFile(inner, 'a.txt', { lines: ['x'] });",
    '}',
    'project.synth();',
  ];
}
