import { failure, ok, unknown, warning, type Check } from '../check';

export const check: Check = {
  id: 'dotenv-readers',
  group: 'files',
  looksAt: 'lines of .env that its readers (astro dev start, astro dev parse, standalone mode) read differently',
  judge: ({ dotenv }) => {
    if ('unknown' in dotenv) {
      return [unknown(`.env cannot be judged: ${dotenv.unknown}.`)];
    }
    if (dotenv.value === undefined) {
      return [];
    }
    const { lines, openQuote, hasExport } = dotenv.value;
    const reasons = [...new Set(lines.flatMap(({ disagreement }) => disagreement ?? []))];
    const problems = [
      ...(openQuote === undefined ? [] : [failure(`.env, line ${openQuote}, opens a quote that nothing closes: "astro dev start" refuses the file.`, 'close the quote')]),
      ...(hasExport ? [warning('.env has a line that begins with export: "astro dev parse" fails on it (contains whitespaces).', 'write NAME=value without export')] : []),
      ...reasons.map((reason) => {
        const keys = lines.filter(({ disagreement }) => disagreement === reason).map(({ key }) => key);
        return warning(`.env: the value of ${keys.join(', ')} is not the same to every reader: ${reason}.`, 'write it plainly, or declare it with addEnvironment() in the rc file');
      }),
    ];
    return problems.length === 0 ? [ok('every reader of .env reads the same')] : problems;
  },
};
