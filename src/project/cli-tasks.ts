import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
/** stub */
export class CliTasks extends Component {
  public constructor(scope: Construct) { super(scope, 'cli'); }
}
