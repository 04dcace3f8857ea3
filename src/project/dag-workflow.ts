import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { AstroRuntime } from '../astro-runtime';
/** stub */
export class DagWorkflow extends Component {
  public constructor(scope: Construct, _options: { runtime: AstroRuntime }) { super(scope, 'dags'); }
}
