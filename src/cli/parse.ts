import { astroCommand } from './astro';

export const command = astroCommand('parse', 'lists the DAGs that cannot be imported');
