/** Does something as beside an rc file in Python, which the jsii kernel serves. */
export function inPython<T>(run: () => T): T {
  const before = process.env.JSII_AGENT;
  process.env.JSII_AGENT = 'Python/3.12.4';
  try {
    return run();
  } finally {
    if (before === undefined) {
      delete process.env.JSII_AGENT;
    } else {
      process.env.JSII_AGENT = before;
    }
  }
}
