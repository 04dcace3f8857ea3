type Fs = typeof import('node:fs');

/** The functions of `fs` as Node has them, and whether one of them is at work. */
export interface RealFs {
  readonly fs: Fs;
  /** Node's own functions call one another through the module: what replaces them must keep out of that. */
  isBusy(): boolean;
}

/** Keeps the functions of `fs` before they are replaced. */
export function keepReal(module: Fs): RealFs {
  let busy = 0;
  const kept: Record<string, unknown> = { ...module };
  for (const [name, original] of Object.entries(module)) {
    if (name.endsWith('Sync')) {
      const call = (...args: unknown[]): unknown => {
        busy++;
        try {
          return (original as (...all: unknown[]) => unknown)(...args);
        } finally {
          busy--;
        }
      };
      kept[name] = Object.assign(call, original);
    }
  }
  return { fs: kept as unknown as Fs, isBusy: () => busy > 0 };
}
