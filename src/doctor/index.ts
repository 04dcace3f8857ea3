/* What the commands need of the doctor. */
export { credentialFailures } from './at-start';
export { causesIn, type Logged } from './causes/index';
export { exampleAccess, type ExampleAccess, type SecretsAccess } from './collect/access';
export { collect } from './collect/index';
export { onlineFailure } from './collect/online-failure';
export { diagnose, exitCodeOf } from './diagnose';
export { jsonError, jsonReport } from './formats/json';
export { textReport } from './formats/text';
