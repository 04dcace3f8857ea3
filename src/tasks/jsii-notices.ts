import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import { projenrcOf } from '../ownership/projenrc-of';

/**
 * The variables by which the jsii kernel keeps its banner on a version of Node to itself (`@jsii/check-node`). Of a line that has reached its
 * end it wants the majors, those that are to come too; the other banners go with any value.
 */
const SILENCED: Readonly<Record<string, string>> = {
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: Array.from({ length: 11 }, (_, index) => 20 + index).join(','),
  JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: 'true',
  JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: 'true',
  JSII_SILENCE_WARNING_KNOWN_BROKEN_NODE_VERSION: 'true',
};

/**
 * Prints jsii's banner on an old Node once for a command. Beside an rc file in Python each program that pip installs starts a kernel of its
 * own, which prints it: projen does, and in a task the command of this package, and the rc file. The first of them runs outside of the tasks.
 */
export class JsiiNotices extends Component {
  public constructor(scope: Construct) {
    super(scope, 'JsiiNotices');
  }

  /** Late: the root may add its rc file after us. */
  public preSynthesize(): void {
    const { ejected, root } = this.project;
    // The tasks of an ejected project run no rc file.
    if (ejected || projenrcOf(root)?.filePath.endsWith('.py') !== true) {
      return;
    }
    // A subproject's tasks call those of the root.
    for (const { tasks } of new Set([root, this.project])) {
      const missing = Object.entries(SILENCED).filter(([name]) => !(name in tasks.env));
      missing.forEach(([name, value]) => tasks.addEnvironment(name, value));
    }
  }
}
