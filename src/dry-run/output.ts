type Fs = Record<string, any>;
type AnyFunction = (...args: any[]) => any;

/** What an attempt has printed: enough to recognize it when it is printed again. */
export interface Printed {
  /** In bytes. */
  readonly length: number;
  readonly digest: string;
}

/**
 * Sends what this process prints to the error output, so that the standard output carries the report alone.
 *
 * @param fs the module, whose functions that can write to an open file are replaced
 * @param write writes to a descriptor, whatever stands in for `fs` by now
 * @returns what was printed so far
 */
export function printToStderr(fs: Fs, write: (descriptor: number, data: Buffer) => void): () => Printed {
  const pieces: Buffer[] = [];
  const print = (data: any, encoding?: any): number => {
    const piece = typeof data === 'string' ? Buffer.from(data, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf-8') : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    write(2, piece);
    pieces.push(Buffer.from(piece));
    return piece.length;
  };
  process.stderr.write = ((data: unknown, encoding?: unknown, callback?: unknown) => {
    print(data, encoding);
    const done = [encoding, callback].find((one): one is () => void => typeof one === 'function');
    if (done !== undefined) {
      process.nextTick(done);
    }
    return true;
  });
  Object.defineProperty(process, 'stdout', { configurable: true, get: () => process.stderr });
  const isOutput = (file: unknown): boolean => file === 1 || file === 2;
  for (const name of ['writeFileSync', 'appendFileSync']) {
    const original = fs[name] as AnyFunction;
    fs[name] = (file: unknown, data: unknown, options: any) => (isOutput(file) ? void print(data, options?.encoding ?? options) : (original(file, data, options) as unknown));
  }
  const { writeSync } = fs as { writeSync: AnyFunction };
  fs.writeSync = (file: unknown, data: any, second?: any, third?: any, ...rest: unknown[]): unknown => {
    if (!isOutput(file)) {
      return writeSync(file, data, second, third, ...rest) as unknown;
    }
    const { offset = second, length: count = third } = (typeof second === 'object' && second !== null ? second : {}) as { offset?: number; length?: number };
    return typeof data === 'string' ? print(data, third) : print(data.subarray(offset ?? 0, count === undefined || count === null ? undefined : (offset ?? 0) + count));
  };
  return () => {
    const all = Buffer.concat(pieces);
    return { length: all.length, digest: digestOf(all) };
  };
}

/** Drops the beginning of what is printed where an attempt has printed the same already. */
export function withoutPrinted({ length, digest }: Printed): (piece: Buffer, isLast?: boolean) => Buffer {
  let waiting: Buffer[] | undefined = [];
  let size = 0;
  return (piece, isLast = false) => {
    if (waiting === undefined) {
      return piece;
    }
    waiting.push(piece);
    size += piece.length;
    if (size < length && !isLast) {
      return Buffer.alloc(0);
    }
    const all = Buffer.concat(waiting);
    waiting = undefined;
    return digestOf(all.subarray(0, length)) === digest ? all.subarray(length) : all;
  };
}

/** Loaded here because most attempts count. */
function digestOf(data: Buffer): string {
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  return createHash('sha256').update(data).digest('hex');
}
