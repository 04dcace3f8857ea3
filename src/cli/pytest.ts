import { astroCommand } from './astro';

export const command = astroCommand('pytest', 'runs the tests of the DAGs');
