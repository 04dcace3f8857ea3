import { readmeRc } from '../support/documentation/commands';
import { provenIn } from '../support/documentation/pages';
import { Terminal } from '../support/documentation/terminal';
import { treeState } from '../support/projects';
import { write } from '../support/util';

test.each(provenIn('code'))('the TypeScript at $block.at runs ($block.heading)', ({ block, proof }) => {
  proof(block);
});

test('after all of them, the process that runs them writes the files that a process of its own writes, and reports a failure', () => {
  const written = [(terminal: Terminal, lines: string) => terminal.runsQuickly(lines), (terminal: Terminal, lines: string) => terminal.runs(lines, { PROJEN_DISABLE_POST: 'true' })].map((run) => {
    const terminal = new Terminal();
    write(terminal.directory, { '.projenrc.ts': readmeRc(), 'package.json': '{ "private": true }' });
    run(terminal, 'npm install --save-dev projen-astro-airflow projen constructs tsx && npx tsx .projenrc.ts');
    return treeState(terminal.directory, false);
  });
  expect(written[0]).toEqual(written[1]);
  expect(written[0]).toHaveProperty(['docker-compose.override.yml']);

  const broken = new Terminal();
  write(broken.directory, { '.projenrc.ts': "throw new Error('no region');\n" });
  expect(() => broken.runsQuickly('npx tsx .projenrc.ts')).toThrow(/ended with 1:[^]*no region/);
  write(broken.directory, { '.projenrc.ts': 'process.exit(3);\n' });
  expect(() => broken.runsQuickly('npx tsx .projenrc.ts')).toThrow(/ended with 3:[^]*process of the rc files ended \(3\)/);
  write(broken.directory, { '.projenrc.ts': "console.log('again');\n" });
  expect(broken.runsQuickly('npx tsx .projenrc.ts').stdout).toBe('again\n');
});
