import * as os from 'node:os';

/* The functions of `fs` are replaced whatever their overloads: their types say nothing that helps here. */
type Fs = Record<string, any>;

/** How a file in memory was opened. */
interface OpenFile {
  readonly file: string;
  readonly appends: boolean;
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

  /** The path that a descriptor was opened with; undefined if it is one of the system's. */
  public file(descriptor: unknown): string | undefined {
    return this.open.get(descriptor as number)?.file;
  }

  /** @returns a descriptor of the system's own, so that its number is taken and nobody else's */
  public add(file: string, appends: boolean): number {
    const descriptor = this.real.openSync(os.devNull, 'r+') as number;
    this.open.set(descriptor, { file, appends, position: 0 });
    return descriptor;
  }

  public close(descriptor: number): void {
    this.open.delete(descriptor);
    this.real.closeSync(descriptor);
  }

  /** What a file holds once a piece is written into it, at a position or where the last call ended. */
  public written(descriptor: number, before: Buffer, piece: Buffer, position: number | null | undefined): Buffer {
    const open = this.open.get(descriptor)!;
    const at = open.appends ? before.length : (position ?? open.position);
    open.position = typeof position === 'number' && !open.appends ? open.position : at + piece.length;
    return Buffer.concat([before.subarray(0, at), Buffer.alloc(Math.max(0, at - before.length)), piece, before.subarray(at + piece.length)]);
  }

  /** Copies what stands at a position, or where the last call ended, and tells how many bytes that are. */
  public read(descriptor: number, content: Buffer, into: Uint8Array, position: number | bigint | null | undefined): number {
    const open = this.open.get(descriptor)!;
    const given = position === null || position === undefined || Number(position) < 0 ? undefined : Number(position);
    const at = given ?? open.position;
    const count = content.copy(into, 0, at, at + into.length);
    open.position = given === undefined ? at + count : open.position;
    return count;
  }
}
