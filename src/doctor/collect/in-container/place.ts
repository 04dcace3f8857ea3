import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { SERVICE } from './service';
import { readBaseImage } from '../../../runtime/base-image';
import { yamlLibrary } from '../../../text/yaml-library';
import type { Fact } from '../../facts';
import { ask, type Asked } from '../ask';
import { readText } from '../read-text';
import type { Surroundings } from '../surroundings';

/** Where something can be tried. */
export type Place = { readonly where: 'stack'; readonly container: string } | { readonly where: 'project' | 'base'; readonly image: string };

const LABEL = 'com.docker.compose';

/** The running container of the project in which tasks run, else an image that is here: nothing is built or pulled. */
export async function placeOf(program: string, surroundings: Surroundings): Promise<Fact<Place | undefined>> {
  const { directory, env } = surroundings;
  const names = projectNames(directory, env);
  const containers = await asked(program, ['ps', '--no-trunc', '--filter', `label=${LABEL}.service=${SERVICE}`, '--format', '{{.ID}}'], env);
  if ('unknown' in containers) {
    return containers;
  }
  for (const container of lines(containers.value)) {
    const labels = await asked(program, ['inspect', '--format', '{{json .Config.Labels}}', container], env);
    if ('value' in labels && isOfProject(labels.value.stdout, directory, names)) {
      return { value: { where: 'stack', container } };
    }
  }
  const images = [...names.map((name) => ({ where: 'project', image: `${name}/airflow:latest` }) as const), ...baseImage(directory).map((image) => ({ where: 'base', image }) as const)];
  for (const place of images) {
    const found = await asked(program, ['image', 'inspect', '--format', '{{.Id}}', place.image], env);
    if ('value' in found && found.value.code === 0) {
      return { value: place };
    }
  }
  return { value: undefined };
}

async function asked(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Fact<Asked>> {
  const answer = await ask(program, args, env);
  return 'unknown' in answer ? answer : answer.value === undefined ? { unknown: `there is no ${program}` } : { value: answer.value };
}

function lines({ code, stdout }: Asked): string[] {
  return code === 0 ? stdout.split('\n').filter((line) => /^[0-9a-f]{12,}$/.test(line)) : [];
}

/**
 * What the Astro CLI names a stack: the name in its configuration, and a hash of the folder as its shell has it (airflow/container.go,
 * ProjectNameUnique). compose takes the rest of it in lower case alone.
 */
export function projectNames(directory: string, { PWD: shown }: NodeJS.ProcessEnv): string[] {
  const name = configuredName(directory);
  if (name === undefined) {
    return [];
  }
  const folders = [directory, ...(shown !== undefined && shown !== directory && realPath(shown) === directory ? [shown] : [])];
  const names = folders.map((folder) => `${name}_${createHash('md5').update(folder).digest('hex').slice(0, 6)}`);
  return [...new Set(names.flatMap((one) => [one, one.toLowerCase().replace(/[^a-z0-9_-]/g, '').replace(/^[_-]+/, '')]))];
}

function configuredName(directory: string): string | undefined {
  const text = readText(path.join(directory, '.astro', 'config.yaml'));
  try {
    const { project } = yamlLibrary().parse('value' in text ? (text.value ?? '') : '') as { readonly project?: { readonly name?: unknown } };
    return typeof project?.name === 'string' ? project.name : undefined;
  } catch {
    return undefined;
  }
}

function isOfProject(labels: string, directory: string, names: readonly string[]): boolean {
  try {
    const { [`${LABEL}.project.working_dir`]: folder, [`${LABEL}.project`]: name } = JSON.parse(labels) as Record<string, unknown>;
    return (typeof folder === 'string' && realPath(folder) === directory) || names.includes(String(name));
  } catch {
    return false;
  }
}

function realPath(folder: string): string | undefined {
  try {
    return fs.realpathSync(folder);
  } catch {
    return undefined;
  }
}

function baseImage(directory: string): string[] {
  const text = readText(path.join(directory, 'Dockerfile'));
  try {
    const image = readBaseImage('value' in text ? (text.value ?? '') : '');
    return image?.tag === undefined ? [] : [`${image.name}:${image.tag}`];
  } catch {
    // The parser refuses what docker refuses, too.
    return [];
  }
}
