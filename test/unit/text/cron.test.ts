import { isCron } from '../../../src/text/cron';

test.each(['0 6 * * MON', '*/15 * * * *', '0 0,12 1-15/2 jan-mar 0', '59 23 31 12 6', '5 4 * * SUN-SAT', '0 0-23/6 * * *'])('%s is a cron line', (line) => {
  expect(isCron(line)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['four fields', '0 6 * *'],
  ['six fields', '0 0 6 * * MON'],
  ['a name for a line', '@daily'],
  ['a minute too high', '60 6 * * *'],
  ['an hour too high', '0 24 * * *'],
  ['the day 0', '0 6 0 * *'],
  ['the month 13', '0 6 * 13 *'],
  ['the weekday 7, which other crons take', '0 6 * * 7'],
  ['a negative number', '-1 6 * * *'],
  ['a range backwards', '0 6 * * FRI-MON'],
  ['a range of three', '1-2-3 6 * * *'],
  ['an open range', '1- 6 * * *'],
  ['a step of 0', '*/0 * * * *'],
  ['two steps', '*/5/5 * * * *'],
  ['an empty part of a list', '0,,5 * * * *'],
  ['a month\'s name for a weekday', '0 6 * * JAN'],
  ['an unknown name', '0 6 * * MONDAY'],
  ['what other crons have', '0 6 L * ?'],
  ['two blanks', '0  6 * * *'],
  ['a line break', '0 6 * * *\n'],
  ['an expression', '${{ secrets.X }} 6 * * *'],
])('%s is none', (_, line) => {
  expect(isCron(line)).toBe(false);
});
