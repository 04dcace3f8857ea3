// Rewrites the compiled lib/index.js so that each export loads its file when it is first read, as aws-cdk-lib does: an rc file uses a few of
// them. Runs after each compilation. The names are also where Node looks for the named exports of a CommonJS module.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const INDEX = new URL('../lib/index.js', import.meta.url);
const requireFromIndex = createRequire(INDEX);

const files = [...readFileSync(INDEX, 'utf-8').matchAll(/\brequire\("(\.\/[^"]+)"\)/g)].map(([, file]) => file);
const wanted = Object.keys(requireFromIndex('./index.js'));
const found = files.flatMap((file) => Object.keys(requireFromIndex(file)).map((name) => ({ name, file }))).filter(({ name }) => wanted.includes(name));
if (found.length !== wanted.length) {
  throw new Error(`lib/index.js exports ${wanted.length} names, and its files export ${found.length} of them. Export each name of the package from one file.`);
}

writeFileSync(INDEX, `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
function lazy(name, load) {
  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => load()[name] });
}
${found.map(({ name, file }) => `lazy("${name}", () => require("${file}"));`).join('\n')}
// Never runs: Node reads the names of named imports here.
0 && (module.exports = { ${found.map(({ name }) => name).join(', ')} });
`);
