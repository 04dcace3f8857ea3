/* What the command needs. */
export { tryExample } from './try-example';
