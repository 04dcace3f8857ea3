import fs from 'node:fs';
import path from 'node:path';
import { readText } from './read-text';
import type { Surroundings } from './surroundings';
import { posixRelative } from '../../text/posix-path';
import type { Deploys } from '../facts';

/** Where teams keep the commands that deploy. */
const FILES = ['Makefile', 'justfile', 'package.json', '.projen/tasks.json', '.gitlab-ci.yml', 'azure-pipelines.yml', 'bitbucket-pipelines.yml', '.circleci/config.yml', 'Jenkinsfile'];
const FOLDERS: ReadonlyArray<readonly [string, RegExp]> = [['.github/workflows', /\.ya?ml$/], ['scripts', /\.(?:sh|bash|ps1)$/], ['.', /\.(?:sh|bash|ps1)$/]];

/** Both send every key of a file, by default `.env`: the declared block among them, with paths that only exist in local containers. */
const PUSH = /\bastro\s+(?:deployment\s+variable\s+(?:create|update)\b[^\n]*--load\b|env\s+variable\s+(?:create|update)\b[^\n]*--from-file\b)/;

/** What the repository's own files send to a Deployment. */
export function deploys({ directory, project = directory }: Surroundings): Deploys {
  const roots = [...new Set([directory, project])];
  const pushing = roots.flatMap(filesOf).filter((file) => {
    const text = readText(file);
    return 'value' in text && PUSH.test((text.value ?? '').replace(/\\\r?\n/g, ' '));
  });
  return { pushing: pushing.map((file) => posixRelative(directory, file)), inImage: isInImage(directory) };
}

function filesOf(root: string): string[] {
  const inFolders = FOLDERS.flatMap(([folder, pattern]) => namesIn(path.join(root, folder)).filter((name) => pattern.test(name)).map((name) => path.join(folder, name)));
  return [...FILES, ...inFolders].map((name) => path.join(root, name));
}

/** Whether a build takes `.env` into the image: the last line of `.dockerignore` that is about it counts. */
function isInImage(directory: string): boolean {
  const text = readText(path.join(directory, '.dockerignore'));
  if ('unknown' in text || !fs.existsSync(path.join(directory, '.env'))) {
    return false;
  }
  const lines = (text.value ?? '').split('\n').map((line) => line.trim()).filter((line) => /^!?\/?(?:\*\*\/)?(?:\.env\*?|\.\*|\*)$/.test(line));
  return lines.length === 0 || lines.at(-1)!.startsWith('!');
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder).sort();
  } catch {
    return [];
  }
}
