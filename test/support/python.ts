import { execFileSync, spawnSync } from 'node:child_process';

/** Whether there is a Python 3 on this machine that can import the module. */
export function hasPython(module: string): boolean {
  return spawnSync('python3', ['-c', `import ${module}`]).status === 0;
}

/**
 * Runs a Python script that reads JSON from its standard input as `data` and sets `result`.
 *
 * @returns the result
 */
export function python<T>(script: string, data: unknown): T {
  const program = `import json, sys\ndata = json.load(sys.stdin)\n${script}\njson.dump(result, sys.stdout)`;
  return JSON.parse(execFileSync('python3', ['-c', program], { input: JSON.stringify(data), encoding: 'utf-8', maxBuffer: 2 ** 30, env: { ...process.env, PYTHONUTF8: '1' } })) as T;
}
