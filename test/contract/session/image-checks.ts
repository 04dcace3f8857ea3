import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { SESSION_RC, SessionStack } from './stack-checks';
import type { Engine } from '../containers/engine';
import type { MakeStack } from '../containers/failing-starts';
import { AIRFLOW_IMAGE } from '../containers/stand-in';
import type { RowRun } from '../row';
import { mustRun } from '../tools/program';

const IMAGE = 'localhost/with-the-context:latest';
const WORD = 'BUILT';

/** What `astro deploy` would push: the project's folder, without what `.dockerignore` has. */
export async function checkImage(run: RowRun, engine: Engine, makeStack: MakeStack): Promise<void> {
  await run.check('an image that is built from a project with a session has no key in it', async () => {
    const stack = makeStack({ major: 3, rc: () => SESSION_RC });
    await new SessionStack(run, engine, stack, 3, false).export(WORD);
    // That the search would find one.
    fs.writeFileSync(path.join(stack.project, 'include', 'a-key'), `ASIA${WORD}\n`);
    const file = path.join(run.work, 'Dockerfile-with-the-context');
    fs.writeFileSync(file, `FROM ${AIRFLOW_IMAGE}\nCOPY . /context\n`);
    // The newer builder is a program of its own, which Debian does not have.
    await mustRun('docker', ['build', '--quiet', '--file', file, '--tag', IMAGE, stack.project], { env: { ...engine.env, DOCKER_BUILDKIT: '0' } });
    const { stdout } = await engine.client('run', '--rm', '--user', 'root', IMAGE, 'busybox', 'grep', '-rl', WORD, '/context');
    assert.equal(stdout, '/context/include/a-key\n');
  });
}
