// Synthesizes the example projects in place, after a change to what the package writes:  node scripts/synth-examples.mjs
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const examples = path.join(root, 'examples');
const modules = path.join(examples, 'node_modules');

// The examples find the package as if it were installed.
fs.mkdirSync(modules, { recursive: true });
for (const [name, target] of [['projen-astro-airflow', root], ['projen', path.join(root, 'node_modules', 'projen')], ['constructs', path.join(root, 'node_modules', 'constructs')]]) {
  fs.rmSync(path.join(modules, name), { recursive: true, force: true });
  fs.symlinkSync(target, path.join(modules, name), 'junction');
}
try {
  for (const example of fs.readdirSync(examples).filter((name) => name !== 'node_modules')) {
    const cwd = path.join(examples, example);
    const rc = fs.readdirSync(cwd).find((name) => name.startsWith('.projenrc.'));
    execFileSync(process.execPath, [...(rc.endsWith('.ts') ? ['--import', 'tsx'] : []), rc], { cwd, stdio: 'inherit', env: { ...process.env, PROJEN_DISABLE_POST: '1' } });
    console.log(`${example}: synthesized`);
  }
} finally {
  fs.rmSync(modules, { recursive: true, force: true });
}
