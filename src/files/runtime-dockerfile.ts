import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { AstroRuntime } from '../astro-runtime';
/** stub */
export class RuntimeDockerfile extends Component {
  public constructor(scope: Construct, _directory: string, private readonly runtime: AstroRuntime, _declared: boolean) { super(scope, 'Dockerfile'); }
  public synthesize(): void { fs.writeFileSync(path.join(this.project.outdir, 'Dockerfile'), `FROM ${this.runtime.image}\n`); }
}
