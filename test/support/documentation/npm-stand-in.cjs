// npm of the terminals: installs links to the packages that are here; init, pkg and the like are npm's own.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../../..');

/** Runs npm in the current folder; returns its exit code. */
exports.npm = (command, ...args) => {
  fs.appendFileSync(process.env.CALLS, `${['npm', command, ...args].join(' ')}\n`);
  const names = args.filter((arg) => !arg.startsWith('-')).map((spec) => spec.replace(/(?<=.)@.*/, ''));
  if (['install', 'i', 'add'].includes(command) && names.length > 0) {
    names.forEach(install);
    const { devDependencies = {}, ...others } = manifest();
    const all = { ...devDependencies, ...Object.fromEntries(names.map((name) => [name, '*'])) };
    fs.writeFileSync('package.json', JSON.stringify({ ...others, devDependencies: all }, undefined, 2));
  } else if (['install', 'i', 'ci', 'update'].includes(command)) {
    const { dependencies = {}, devDependencies = {} } = manifest();
    Object.keys({ ...dependencies, ...devDependencies }).forEach(install);
    if (!fs.existsSync('package-lock.json')) {
      fs.writeFileSync('package-lock.json', '{}\n');
    }
  } else if (command === 'ls') {
    return fs.existsSync('node_modules/projen') ? 0 : 1;
  } else {
    return spawnSync(process.execPath, [process.env.NPM_PROGRAM, command, ...args], { stdio: 'inherit' }).status;
  }
  return 0;
};

function manifest() {
  return fs.existsSync('package.json') ? JSON.parse(fs.readFileSync('package.json', 'utf-8')) : {};
}

function install(name) {
  const target = name === 'projen-astro-airflow' ? ROOT : path.join(ROOT, 'node_modules', name);
  if (!fs.existsSync(target)) {
    throw new Error(`npm: no package ${name} here`);
  }
  link(target, path.join('node_modules', name));
  const { bin = {} } = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf-8'));
  for (const [program, file] of Object.entries(typeof bin === 'string' ? { [name]: bin } : bin)) {
    link(path.join(target, file), path.join('node_modules', '.bin', program));
  }
}

function link(target, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { recursive: true, force: true });
  fs.symlinkSync(target, file);
}
