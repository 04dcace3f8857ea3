// Runs commands one after the other, each in its folder and with its environment: those of the npm of terminals, and "npx tsx FILE", by the same
// loader and with the packages that the folder has. Node, tsx, projen and this package are loaded once for all of them.
import { createRequire } from 'node:module';
import * as path from 'node:path';

const { npm } = createRequire(import.meta.url)('./npm-stand-in.cjs');

process.on('message', ({ directory, env, commands }) => {
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
  try {
    commands.every((command) => (status = run(command)) === 0);
  } catch (error) {
    printed.stderr += `${error.stack}\n`;
    status = 1;
  }
  writes.forEach((restore) => restore());
  process.send({ status, ...printed });
  process.exitCode = undefined;
});
function run(command) {
  const [program, ...args] = command.split(' ');
  if (program === 'npm') {
    return npm(...args);
  }
  const [, name] = /^npx tsx (\S+)$/.exec(command);
  const file = path.join(process.cwd(), name);
  createRequire(file)(file);
  return process.exitCode ?? 0;
}

process.on('disconnect', () => process.exit());
