// Installs the development dependencies if they are missing, then runs the contract:  npm run contract -- --help
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const run = (command, ...args) => spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;

let status = fs.existsSync(path.join(root, 'node_modules', 'projen')) ? 0 : run('npm', 'ci', '--no-audit', '--no-fund');
// Through projen the exit code would always be 1.
status ||= run('npx', 'jsii', '--silence-warnings=reserved-word');
process.exitCode = status || run('npx', 'tsx', path.join('test', 'contract', 'run.ts'), ...process.argv.slice(2));
