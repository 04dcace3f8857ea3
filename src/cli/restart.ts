import { checkedAstroCommand } from './checked-astro';

export const command = checkedAstroCommand('restart', 'stops Airflow, builds the image again and starts it');
