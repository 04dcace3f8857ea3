import * as os from 'node:os';

/* The functions of `fs` are replaced whatever their overloads: their types say nothing that helps here. */
type Fs = Record<string, any>;

/** What the flags of `open` ask for. */
export interface Flags {
  readonly reads: boolean;
  readonly writes: boolean;
  readonly truncates: boolean;
  readonly appends: boolean;
  readonly creates: boolean;
  /** Whether the file must not be there yet. */
  readonly isNew: boolean;
}

/** How a file in memory was opened. */
export interface OpenFile {
  readonly file: string;
  readonly flags: Flags;
  position: number;
}

/** The file descriptors of a run that stand for files in memory. */
export class OpenFiles {
  private readonly open = new Map<number, OpenFile>();

  /** @param real the functions of `fs` as Node has them */
  public constructor(private readonly real: Fs) {}

  public has(descriptor: unknown): boolean {
    return this.open.has(descriptor as number);
  }

  public get(descriptor: number): OpenFile {
    return this.open.get(descriptor)!;
  }

  /** The path that a descriptor was opened with; undefined if it is one of the system's. */
  public file(descriptor: unknown): string | undefined {
    return this.open.get(descriptor as number)?.file;
  }

  /** @returns a descriptor of the system's own, so that its number is taken and nobody else's */
  public add(file: string, flags: Flags): number {
    const descriptor = this.real.openSync(os.devNull, 'r+') as number;
    this.open.set(descriptor, { file, flags, position: 0 });
    return descriptor;
  }

  public close(descriptor: number): void {
    this.open.delete(descriptor);
    this.real.closeSync(descriptor);
  }
}

/** Reads the flags of `open`, given as a text (`wx`) or as the system's number. */
export function flagsOf(flags: string | number, real: Fs): Flags {
  if (typeof flags === 'string') {
    const [first] = flags;
    const both = flags.includes('+');
    return {
      reads: first === 'r' || first === 's' || both,
      writes: !/^r(s?)$|^s?r$/.test(flags),
      truncates: first === 'w' || /^x?w/.test(flags),
      appends: flags.includes('a'),
      creates: /[wa]/.test(flags),
      isNew: flags.includes('x'),
    };
  }
  const { O_WRONLY, O_RDWR, O_TRUNC, O_APPEND, O_CREAT, O_EXCL } = real.constants as Record<string, number>;
  const has = (bit: number): boolean => (flags & bit) !== 0;
  return { reads: !has(O_WRONLY), writes: has(O_WRONLY | O_RDWR), truncates: has(O_TRUNC), appends: has(O_APPEND), creates: has(O_CREAT), isNew: has(O_EXCL) };
}

/** Data in any form that `fs` writes. */
export function bytes(data: any, encoding?: any): Buffer {
  return typeof data === 'string' ? Buffer.from(data, encoding ?? 'utf-8') : Buffer.from(data.buffer ?? data, data.byteOffset, data.byteLength);
}

/** A content cut, or filled with zeros, to a length in bytes. */
export function resized(content: Buffer, length: number = 0): Buffer {
  return Buffer.concat([content.subarray(0, length), Buffer.alloc(Math.max(0, length - content.length))]);
}

export function encodingOf(options: any): BufferEncoding | undefined {
  const encoding = typeof options === 'string' ? options : options?.encoding;
  return encoding === 'buffer' ? undefined : ((encoding ?? undefined) as BufferEncoding | undefined);
}
