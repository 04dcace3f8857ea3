/* What the command needs of the doctor. */
export { astroFolder } from './astro-folder';
export { collect } from './collect/index';
export { diagnose, exitCodeOf } from './diagnose';
export { jsonError, jsonReport } from './formats/json';
export { textReport } from './formats/text';
