import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { AstroProject } from '../../../src';
import { checkNodeVersion, lowestNodeVersion, ownManifest } from '../../../src/project/node-version';
import { errorOf, treeState } from '../../support/projects';
import { tempDir } from '../../support/util';

const OWN = JSON.parse(readFileSync(path.resolve(__dirname, '../../../package.json'), 'utf-8')) as { version: string; engines: { node: string } };

test('the lowest Node is what the package says of itself', () => {
  expect(OWN.engines.node).toBe(`>= ${lowestNodeVersion()}`);
  expect(ownManifest().version).toBe(OWN.version);
});

test.each([lowestNodeVersion(), '20.17.1', '20.18.0', '21.0.0', '22.0.0-nightly2024', '100.0.0'])('Node %s will do', (version) => {
  expect(() => checkNodeVersion(version)).not.toThrow();
});

test.each(['20.16.9', '20.9.0', '18.20.4', '9.99.99'])('Node %s is too old, and the error says how old is enough', (version) => {
  expect(() => checkNodeVersion(version)).toThrow(
    `This is Node ${version}, and projen-astro-airflow needs ${lowestNodeVersion()} or newer. Install a newer Node ("node --version" prints which one runs).`,
  );
});

test('an AstroProject on a Node that is too old writes nothing', () => {
  const outdir = tempDir();
  const before = treeState(outdir);
  const { node } = process.versions;
  Object.defineProperty(process.versions, 'node', { value: '18.20.4', configurable: true, enumerable: true });
  try {
    expect(errorOf(() => new AstroProject({ name: 'orders', outdir }).synth())?.message).toMatch(/^This is Node 18\.20\.4, /);
  } finally {
    Object.defineProperty(process.versions, 'node', { value: node, configurable: true, enumerable: true });
  }
  expect(treeState(outdir)).toEqual(before);
});
