// Draws what a terminal shows as an SVG.

/** The width of a letter and the height of a line, in pixels. */
const LETTER = 7.8;
const LINE = 18;
const MARGIN = 16;
const COLORS = { 1: '#e6edf3', 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff', 90: '#8b949e' };
const PLAIN = '#c9d1d9';

/** A blank that no program that shows an SVG collapses. */
const NO_BREAK = '\u00A0';

/** How long the last picture of a cast stays, in seconds. */
const LAST = 6;

/**
 * @param text what a terminal receives
 * @param columns after which it goes on in the next line
 */
export function picture(text, columns = Infinity) {
  return svg([{ seconds: 0, lines: linesOf(text, columns) }]);
}

/**
 * The same, growing step by step as in a recorded terminal, again and again. Whoever wants no motion sees the end.
 *
 * @param steps each with its text, and for how many seconds the next one waits
 */
export function cast(steps, columns) {
  return svg(steps.map(({ text, seconds }) => ({ seconds, lines: linesOf(text, columns) })));
}

/** The text of a picture, without its colours: to say where two differ. */
export function textOf(picture) {
  return picture.split('\n').filter((line) => line.startsWith('<text')).map((line) => line.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&amp;/g, '&').replaceAll(NO_BREAK, ' '));
}

/** The lines of a text, each a list of letters with their colours. */
function linesOf(text, columns) {
  let color = PLAIN;
  return text.trimEnd().split('\n').flatMap((line) => {
    const letters = line.split(/\u001B\[(\d+)m/).flatMap((piece, index) => {
      if (index % 2 === 1) {
        color = COLORS[piece] ?? PLAIN;
        return [];
      }
      return [...piece].map((letter) => ({ letter, color }));
    });
    return wrapped(letters, columns);
  });
}

/** A line in pieces that are no longer than the terminal is wide, cut between words where there are any. The text of a report stays in its column. */
function wrapped(letters, columns) {
  if (letters.length <= columns) {
    return [letters];
  }
  const blank = letters.slice(0, columns + 1).findLastIndex(({ letter }) => letter === ' ');
  const cut = blank > columns / 2 ? blank + 1 : columns;
  const column = /^(?: *\S+ {2,}| +)?/.exec(letters.map(({ letter }) => letter).join(''))[0].length;
  return [letters.slice(0, cut), ...wrapped([...Array(column).fill({ letter: ' ', color: PLAIN }), ...letters.slice(cut)], columns)];
}

function svg(steps) {
  const lines = steps.flatMap((step) => step.lines);
  const widest = Math.max(...lines.map((line) => line.length));
  const [width, height] = [Math.ceil(widest * LETTER) + 2 * MARGIN, lines.length * LINE + 2 * MARGIN];
  let row = 0;
  const text = (line) => `<text x="${MARGIN}" y="${MARGIN + (row++ + 0.75) * LINE}">${spans(line)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...styleOf(steps),
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13">`,
    ...steps.flatMap((step, index) => (steps.length === 1 ? step.lines.map(text) : [`<g class="step-${index}">`, ...step.lines.map(text), '</g>'])),
    '</g>',
    '</svg>\n',
  ].join('\n');
}

/** When each step appears; all go at the end of a round. */
function styleOf(steps) {
  if (steps.length === 1) {
    return [];
  }
  const round = steps.reduce((sum, { seconds }) => sum + seconds, LAST);
  let passed = 0;
  const rules = steps.map(({ seconds }, index) => {
    const at = Number(((passed / round) * 100).toFixed(2));
    passed += seconds;
    return index === 0 ? '' : `.step-${index} { animation: step-${index} ${round}s step-end infinite } @keyframes step-${index} { 0% { opacity: 0 } ${at}% { opacity: 1 } }`;
  });
  return ['<style>', '@media (prefers-reduced-motion: no-preference) {', ...rules.filter((rule) => rule !== ''), '}', '</style>'];
}

/** The pieces of a line of one colour each. */
function spans(letters) {
  const pieces = [];
  for (const { letter, color } of letters) {
    if (pieces.at(-1)?.color === color) {
      pieces.at(-1).text += letter;
    } else {
      pieces.push({ color, text: letter });
    }
  }
  return pieces.map(({ color, text }) => `<tspan fill="${color}">${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/ /g, NO_BREAK)}</tspan>`).join('');
}
