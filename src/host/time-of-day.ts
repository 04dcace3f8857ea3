/** A time as the user's clock shows it, with the date if it is another day: `14:08`, `2026-11-30 02:08`. */
export function timeOf(time: number, now: number): string {
  const [then, today] = [new Date(time), new Date(now)];
  const clock = [then.getHours(), then.getMinutes()].map(twoDigits).join(':');
  return then.toDateString() === today.toDateString() ? clock : `${[then.getFullYear(), then.getMonth() + 1, then.getDate()].map(twoDigits).join('-')} ${clock}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
