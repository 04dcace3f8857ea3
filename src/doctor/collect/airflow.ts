import fs from 'node:fs';
import path from 'node:path';
import { backends } from './backend';
import type { Variables } from './container-variable';
import type { ReadOverride } from './override';
import { readText } from './read-text';
import { isOfOtherMajor } from '../../files/base-compose-file';
import { AstroRuntime } from '../../runtime/astro-runtime';
import { isAstroRuntime, readBaseImage } from '../../runtime/base-image';
import { maintenanceEnd } from '../../runtime/maintenance';
import type { Airflow, Fact, Runtime } from '../facts';

/** What Python would find in place of Airflow: the project's root is on its path. */
const SHADOWS = ['airflow.py', 'airflow/__init__.py'];

export function airflow(directory: string, override: ReadOverride | undefined, { dotenv, env }: Pick<Variables, 'dotenv' | 'env'>): Airflow {
  const text = readText(path.join(directory, 'Dockerfile'));
  const found = runtimeIn(text);
  const variables = { environment: override?.environment ?? new Map<string, string | null>(), dotenv, env };
  return {
    runtime: 'unknown' in found ? found : { value: runtimeFacts(found.value, override?.services ?? [], 'value' in text ? (text.value ?? '') : '') },
    backends: backends(directory, variables, 'value' in found ? found.value : undefined),
    shadows: SHADOWS.filter((name) => fs.existsSync(path.join(directory, name))),
  };
}

/** The runtime that a project builds on; undefined if it is not known. */
export function runtimeOf(directory: string): AstroRuntime | undefined {
  const found = runtimeIn(readText(path.join(directory, 'Dockerfile')));
  return 'value' in found ? found.value : undefined;
}

function runtimeIn(text: Fact<string | undefined>): Fact<AstroRuntime> {
  if ('unknown' in text) {
    return { unknown: `the Dockerfile cannot be read (${text.unknown})` };
  }
  if (text.value === undefined) {
    return { unknown: 'there is no Dockerfile here' };
  }
  const runtime = AstroRuntime._tryParse(tagIn(text.value) ?? '');
  return runtime === undefined ? { unknown: 'the Dockerfile has no FROM line with a tag of Astro Runtime' } : { value: runtime };
}

function tagIn(text: string): string | undefined {
  try {
    const image = readBaseImage(text);
    return image !== undefined && isAstroRuntime(image.name) ? image.tag : undefined;
  } catch {
    // The parser refuses what docker refuses, too.
    return undefined;
  }
}

function runtimeFacts(runtime: AstroRuntime, services: readonly string[], dockerfile: string): Runtime {
  return { tag: runtime.tag, major: runtime.airflowMajor, airflowVersion: runtime.airflowVersion, maintenance: maintenanceEnd(runtime.airflowMajor, runtime.airflowMinor), otherServices: services.filter((name) => isOfOtherMajor(name, runtime)), isBase: runtime.base, installsRequirements: dockerfile.includes('requirements.txt') };
}
