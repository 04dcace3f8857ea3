import { checkedAstroCommand } from './checked-astro';

export const command = checkedAstroCommand('start', 'starts Airflow on this machine');
