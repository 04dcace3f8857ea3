/*
 * The drift check without a process of its own. It must be the first thing that a test file loads: projen's own libraries
 * hold on to functions of `fs` from the moment they are loaded.
 */
// The module itself: a namespace import would be a copy, whose functions nobody else calls.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import fs = require('node:fs');
import * as path from 'node:path';
import type { Project } from 'projen/lib/project';
import { collect } from '../../../src/drift/collect';
import { disk, keepReal } from '../../../src/drift/disk';
import { Overlay } from '../../../src/drift/overlay';
import { patchFs } from '../../../src/drift/patched-fs';
import type { FileReport } from '../../../src/drift/report';

/** Newer Nodes have some behind a getter without a setter: nobody replaces those. */
const functionsOf = (module: object): object =>
  Object.fromEntries(Object.entries(Object.getOwnPropertyDescriptors(module)).flatMap(([name, { value, writable }]) => (writable === true && typeof value === 'function' ? [[name, value as unknown]] : [])));
const [unpatched, unpatchedPromises] = [functionsOf(fs), functionsOf(fs.promises)];
const real = keepReal(fs);
const below = disk(real);

/** Between two checks nothing is covered. */
const IDLE = { covers: () => false } as unknown as Overlay;
let overlay = IDLE;
const switched = new Proxy(IDLE, {
  get: (_, name) => {
    const member = (overlay as unknown as Record<PropertyKey, unknown>)[name];
    return typeof member === 'function' ? (member.bind(overlay) as unknown) : member;
  },
});
patchFs(fs, switched, real);

afterAll(() => {
  Object.assign(fs, unpatched);
  Object.assign(fs.promises, unpatchedPromises);
});

/**
 * Reports what a synth would do, and does not do it.
 *
 * @param directory the directory of the root project; subprojects may lie beside it
 * @param build builds the root project
 * @throws what building or synthesizing it throws
 */
export function check(directory: string, build: () => Project): { files: readonly FileReport[]; project: Project } {
  overlay = new Overlay(below);
  overlay.cover(path.dirname(directory));
  try {
    const project = build();
    project.synth();
    return { files: collect(overlay, below, project.node.findAll(), directory, true).files, project };
  } finally {
    overlay = IDLE;
  }
}
