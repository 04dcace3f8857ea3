// Runs commands one after the other, each in its folder and with its environment: those of the npm of terminals, and "npx tsx FILE", by the same
// loader and with the packages that the folder has. Node, tsx, projen and this package are loaded once for all of them, the files of the folder anew
// for each command.
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';

const { npm } = createRequire(import.meta.url)('./npm-stand-in.cjs');

const rejections = [];
process.on('unhandledRejection', (error) => rejections.push(error));

process.on('message', async ({ directory, env, commands }) => {
  const printed = { stdout: '', stderr: '' };
  const writes = Object.keys(printed).map((stream) => {
    const { write } = process[stream];
    process[stream].write = (text) => {
      printed[stream] += String(text);
      return true;
    };
    return () => (process[stream].write = write);
  });
  Object.keys(process.env).forEach((name) => delete process.env[name]);
  Object.assign(process.env, env);
  process.chdir(directory);
  let status = 0;
  for (let next = 0; next < commands.length && status === 0; next++) {
    try {
      status = await run(commands[next]);
    } catch (error) {
      printed.stderr += `${error?.stack ?? error}\n`;
      status = 1;
    }
  }
  writes.forEach((restore) => restore());
  process.send({ status, ...printed });
  process.exitCode = undefined;
});

async function run(command) {
  const [program, ...args] = command.split(' ');
  if (program === 'npm') {
    return npm(...args);
  }
  const [, name] = /^npx tsx (\S+)$/.exec(command);
  const folder = fs.realpathSync(process.cwd());
  const file = path.join(folder, name);
  const require = createRequire(file);
  // Packages are links to those of this repository.
  Object.keys(require.cache).filter((loaded) => loaded.startsWith(folder + path.sep)).forEach((loaded) => delete require.cache[loaded]);
  require(file);
  // Node reports a rejection that nobody handles after the microtasks.
  await new Promise((resolve) => setImmediate(resolve));
  const [rejection] = rejections.splice(0).map((error) => ({ error }));
  if (rejection !== undefined) {
    throw rejection.error;
  }
  return process.exitCode ?? 0;
}

process.on('disconnect', () => process.exit());
