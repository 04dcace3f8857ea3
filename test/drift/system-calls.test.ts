import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BIN, edit, environment, projectOf } from './command';
import { testIf } from '../projects';
import { astroTree, read, tempDir } from '../util';

const RC = `const { javascript, Project } = require('projen');
const { AwsCredentials, LocalAirflow, SecretsBackend } = require('projen-astro-airflow');
const project = new Project({ name: 'orders' });
new javascript.Projenrc(project);
new LocalAirflow(project, { credentials: [AwsCredentials.mounted()], secretsBackend: SecretsBackend.awsSecretsManager(), exampleDag: {} });
project.synth();
`;

const hasStrace = spawnSync('strace', ['-V']).status === 0;

/** Calls that change what is at a path, whatever their arguments. */
const CHANGES =
  /^(creat|unlink|unlinkat|rename|renameat|renameat2|mkdir|mkdirat|rmdir|chmod|fchmodat|fchmodat2|chown|lchown|fchownat|utime|utimes|utimensat|futimesat|link|linkat|symlink|symlinkat|truncate|mknod|mknodat|l?setxattr|l?removexattr)$/;

/** Flags of an `open` that writes. */
const WRITES = /O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)/;

/** The calls of a trace that could change something in a directory. A path that is not absolute counts, wherever it starts. */
function changesIn(trace: string, directory: string): string[] {
  return trace.split('\n').filter((line) => {
    const [, name, args] = /^(?:\d+ +)?(\w+)\((.*)$/.exec(line) ?? [];
    if (name === undefined || !(CHANGES.test(name) || (/^open(at2?)?$/.test(name) && WRITES.test(args)))) {
      return false;
    }
    const paths = [...args.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]);
    return paths.some((file) => !path.isAbsolute(file) || file === directory || file.startsWith(`${directory}/`));
  });
}

/** Runs a command in a directory and gives the calls on files that it and its children made. */
function traced(directory: string, command: readonly string[]): { status: number | null; trace: string } {
  const output = path.join(tempDir(), 'trace');
  const { status } = spawnSync('strace', ['-f', '-qq', '-s', '4096', '-e', 'trace=%file', '-o', output, process.execPath, ...command], {
    cwd: directory,
    env: environment({ TMPDIR: tempDir() }),
  });
  return { status, trace: read(path.dirname(output), 'trace') };
}

describe('the system is asked to change nothing below the project', () => {
  const cases: Array<[string, (directory: string) => void, number]> = [
    ['in sync', () => undefined, 0],
    ['with drift in every kind of file', (directory) => {
      edit(directory, 'docker-compose.override.yml', (text) => `${text}# mine\n`);
      edit(directory, '.env', (text) => text.replace('AWS_CONFIG_FILE=/home', 'AWS_CONFIG_FILE=/else'));
      fs.rmSync(path.join(directory, '.env.example'));
      fs.rmSync(path.join(directory, '.projen', 'files.json'));
    }, 1],
    ['where the rc file writes by itself, in a child too', (directory) => {
      edit(directory, '.projenrc.js', (text) => `require('fs').writeFileSync('own.txt', 'x');\nrequire('child_process').execFileSync('node', ['-e', "fs.mkdirSync('d'); fs.writeFileSync('d/child.txt', 'x')"]);\n${text}`);
    }, 1],
    ['where the rc file fails', (directory) => edit(directory, '.projenrc.js', (text) => text.replace('project.synth()', "project.synth(); throw new Error('on purpose')")), 2],
  ];

  testIf(hasStrace, 'strace')('by any way that a check can go', () => {
    for (const [name, prepare, code] of cases) {
      const directory = fs.realpathSync(projectOf(RC, astroTree));
      prepare(directory);
      const { status, trace } = traced(directory, [BIN, 'drift', '--diff']);
      expect([name, status, changesIn(trace, directory)]).toEqual([name, code, []]);
      expect(trace.split('\n').length).toBeGreaterThan(500);
    }
  });

  testIf(hasStrace, 'strace')('while a real run is seen to change much', () => {
    const directory = fs.realpathSync(projectOf(RC, astroTree));
    edit(directory, 'docker-compose.override.yml', (text) => `${text}# mine\n`);
    const { status, trace } = traced(directory, ['.projenrc.js']);
    expect(status).toBe(0);
    expect(changesIn(trace, directory).join('\n')).toMatch(/open.*docker-compose\.override\.yml.*O_WRONLY[^]*chmod/);
  });
});
