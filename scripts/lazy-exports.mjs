// Rewrites compiled index files so that each export loads its file when it is first read, as aws-cdk-lib does: an rc file uses a few of those
// of the package, and the doctor starts programs before it loads its checks. Runs after each compilation. The names are also where Node looks
// for the named exports of a CommonJS module.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

for (const name of ['lib/index.js', 'lib/doctor/index.js']) {
  makeLazy(name, new URL(`../${name}`, import.meta.url));
}

function makeLazy(index, url) {
  const requireFromIndex = createRequire(url);
  const files = [...readFileSync(url, 'utf-8').matchAll(/\brequire\("(\.\/[^"]+)"\)/g)].map(([, file]) => file);
  const wanted = Object.keys(requireFromIndex('./index.js'));
  const found = files.flatMap((file) => Object.keys(requireFromIndex(file)).map((name) => ({ name, file }))).filter(({ name }) => wanted.includes(name));
  if (found.length !== wanted.length) {
    throw new Error(`${index} exports ${wanted.length} names, and its files export ${found.length} of them. Export each name from one file.`);
  }
  writeFileSync(url, `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
function lazy(name, load) {
  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => load()[name] });
}
${found.map(({ name, file }) => `lazy("${name}", () => require("${file}"));`).join('\n')}
// Never runs: Node reads the names of named imports here.
0 && (module.exports = { ${found.map(({ name }) => name).join(', ')} });
`);
}
