/** The lowest Node for users and contributors. docs/decisions/contributing.md says when it changes. */
export const LOWEST_NODE = '20.17.0';

/** The lines of Node that the tests run on in CI. */
export const NODE_LINES = ['20', '22', '24'];

/** The line that contributors develop with: the newest one that is supported for long. */
export const DEVELOPMENT_NODE = '24';
