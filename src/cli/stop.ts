import { astroCommand } from './astro';

export const command = astroCommand('stop', 'stops Airflow on this machine, and keeps its data');
