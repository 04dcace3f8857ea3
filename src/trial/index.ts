/* What the command needs. */
export { LIMITS, tryExample } from './try-example';
