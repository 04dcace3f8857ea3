import { Script } from 'node:vm';

/** An import of names, or of all of a module. */
const IMPORT = /^import (?:\{([^}]*)\}|\* as (\w+)) from ('[^']+');$/gm;

/** projen's component for `.projenrc.ts`, with settings that `.projenrc.js` does not need. */
const TYPESCRIPT_RC = /new typescript\.ProjenrcTs\(project(?:, \{[^;]*\})?\);/;

/**
 * The same rc file as `.projenrc.js`. Gives `undefined` for what is no whole rc file, or is more than a change of the imports away
 * from JavaScript: what has types, or projen's options for an rc file in TypeScript.
 */
export function javascriptForm(typescript: string): string | undefined {
  if (!/^import /m.test(typescript)) {
    return undefined;
  }
  const javascript = typescript
    .replace(TYPESCRIPT_RC, 'new javascript.Projenrc(project);')
    .replace(IMPORT, (_, names: string | undefined, all: string | undefined, module: string) => `const ${all ?? braces(names!, typescript)} = require(${module});`)
    .replace(/(new AstroProject\(\{\s*)(name: '[^']*',?)(\s*)/g, (_, before: string, name: string, after: string) => `${before}${name.replace(/,?$/, ',')}${after.startsWith('\n') ? after : ' '}projenrcJs: true${name.endsWith(',') ? ',' : ''}${after}`)
    .replace(/\.projenrc\.ts\b/g, '.projenrc.js');
  return /\btypescript\b|projenrcTs/.test(javascript) || !isScript(javascript) ? undefined : javascript;
}

/** The names of an import as those of a `require`. */
function braces(names: string, typescript: string): string {
  const list = names.split(',').map((name) => name.trim().replace(/^(\w+) as (\w+)$/, '$1: $2')).filter((name) => name !== '');
  if (!TYPESCRIPT_RC.test(typescript) || !list.includes('typescript')) {
    return `{ ${list.join(', ')} }`;
  }
  return `{ ${[...list.filter((name) => name !== 'typescript' && name !== 'javascript'), 'javascript'].sort((a, b) => a.localeCompare(b)).join(', ')} }`;
}

function isScript(code: string): boolean {
  try {
    new Script(code);
    return true;
  } catch {
    return false;
  }
}
