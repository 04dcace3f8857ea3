/** What the image of every runtime is: a Linux, with a Python that is newer than this one. */
const OLDEST_PYTHON = [3, 6];
const LINUX: Readonly<Record<string, string>> = { sys_platform: 'linux', platform_system: 'Linux', os_name: 'posix' };

/**
 * Whether the marker of a line of a requirements file rules out every image, so that pip skips the line. Of markers with `or` or parentheses
 * nothing is known.
 */
export function neverApplies(line: string): boolean {
  const marker = /;(.*)$/.exec(line)?.[1].replace(/\s--.*$/, '') ?? '';
  return !/\bor\b|[()]/.test(marker) && marker.split(/\band\b/).some(isFalse);
}

function isFalse(comparison: string): boolean {
  const [, name, operator, value] = /^\s*(\w+)\s*(==|<=?)\s*["']([^"']*)["']\s*$/.exec(comparison) ?? [];
  if (name in LINUX) {
    return operator === '==' && value !== LINUX[name];
  }
  if (name !== 'python_version' && name !== 'python_full_version') {
    return false;
  }
  const [major, minor = 0] = value.split('.').map(Number);
  return major < OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor < OLDEST_PYTHON[1] && operator !== '==') || (value === OLDEST_PYTHON.join('.') && operator === '<');
}
