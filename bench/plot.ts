import type { Spec } from 'vega';
import { curve } from './aims';
import { secondsOf } from './interleave';
import { NAMES, type Results } from './results';
import { median } from './statistics';

/** One point of the plot. */
export interface Dot {
  readonly panel: string;
  readonly command: string;
  readonly projects: number;
  readonly seconds: number;
}

const PANELS = { own: 'each project with its own rc file', subprojects: 'one rc file, subprojects' } as const;

const COMMANDS = [NAMES.bare, NAMES.drift, NAMES.npxDrift, NAMES.projen, NAMES.cruft, NAMES.copier, NAMES.copierUpdate];

const POWERS = [0.1, 1, 10, 100, 1000, 10_000];

/** The medians that the plot shows. */
export function dots({ growth }: Results): Dot[] {
  return (['own', 'subprojects'] as const).flatMap((layout) =>
    curve(growth, layout, 'js').flatMap(({ size, comparison }) =>
      COMMANDS.flatMap((command) => {
        const seconds = secondsOf(comparison, command);
        return seconds === undefined ? [] : [{ panel: PANELS[layout], command, projects: size, seconds: median(seconds) }];
      })));
}

/** A picture of time against the number of projects, both by their logarithm. */
export async function plot(results: Results): Promise<string> {
  const { parse, View } = await import('vega');
  return `${(await new View(parse(spec(dots(results))), { renderer: 'none' }).toSVG()).trim()}\n`;
}

function spec(values: readonly Dot[]): Spec {
  const position = { x: { scale: 'x', field: 'projects' }, y: { scale: 'y', field: 'seconds' } } as const;
  const color = { scale: 'color', field: 'command' } as const;
  const title = { fontSize: 12, fontWeight: 'normal' } as const;
  return {
    background: 'white',
    padding: 10,
    layout: { columns: 2, padding: 30 },
    data: [{ name: 'dots', values: [...values] }],
    scales: [
      { name: 'x', type: 'log', domain: { data: 'dots', field: 'projects' }, range: [0, 320] },
      { name: 'y', type: 'log', domain: { data: 'dots', field: 'seconds' }, range: [320, 0], nice: true },
      { name: 'color', type: 'ordinal', domain: COMMANDS.map(String), range: { scheme: 'category10' } },
    ],
    legends: [{ stroke: 'color', symbolType: 'stroke', symbolStrokeWidth: 3, orient: 'bottom', columns: 2, labelLimit: 500 }],
    marks: [
      {
        type: 'group',
        from: { facet: { name: 'panel', data: 'dots', groupby: 'panel' } },
        title: { ...title, text: { signal: 'parent.panel' } },
        encode: { update: { width: { value: 320 }, height: { value: 320 } } },
        axes: [
          { scale: 'x', orient: 'bottom', title: 'Astro projects', grid: true, values: POWERS, format: ',' },
          { scale: 'y', orient: 'left', title: 'seconds', grid: true, values: POWERS, format: ',' },
        ],
        marks: [
          {
            type: 'group',
            from: { facet: { name: 'line', data: 'panel', groupby: 'command' } },
            marks: [
              { type: 'line', from: { data: 'line' }, encode: { update: { ...position, stroke: color, strokeWidth: { value: 2 } } } },
              { type: 'symbol', from: { data: 'line' }, encode: { update: { ...position, fill: color, size: { value: 30 } } } },
            ],
          },
        ],
      },
    ],
  };
}
