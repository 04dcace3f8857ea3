/** The lowest Node for users and contributors. docs/decisions/contributing.md says when it changes. */
export const LOWEST_NODE = '20.17.0';

/** The versions of Node that the tests run on in CI. */
export const NODE_LINES = ['20', '22', '24'];

/** The version that contributors develop with: the newest one with long-term support. */
export const DEVELOPMENT_NODE = '24';
