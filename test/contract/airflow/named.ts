import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { WayKind } from '../../../src/clouds/strategy';
import type { RowRun } from '../row';

/** How the containers get credentials of AWS; null without any, undefined where that is not known. */
export type Way = WayKind | null | undefined;

const PROGRAM = `
const { readFileSync } = require('node:fs');
const { causesIn } = require('projen-astro-airflow/lib/doctor/index');
const { log, way, backend } = JSON.parse(readFileSync(0, 'utf-8'));
const ways = way === undefined ? undefined : new Map(way === null ? [] : [['aws', way]]);
process.stdout.write(JSON.stringify(causesIn(log, { ways, backend }).map(({ id }) => id)));
`;

const BACKEND = 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend';

/** That the package names these causes first for what a real system printed, and in this order. */
export function assertNamed({ packages, work }: RowRun, log: string, way: Way, ...ids: readonly string[]): void {
  const program = path.join(fs.mkdtempSync(path.join(work, 'causes-')), 'causes.js');
  fs.writeFileSync(program, PROGRAM);
  const named = JSON.parse(packages.run(work, program, JSON.stringify({ log, way, backend: BACKEND }))) as string[];
  assert.deepEqual(named.slice(0, ids.length), ids, log);
}
