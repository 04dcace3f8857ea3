type AnyFunction = (...args: any[]) => any;
type Fs = Record<string, any>;

/** The methods of a `FileHandle` that are a function of `fs` on its descriptor, by that function. */
const METHODS = {
  appendFile: 'appendFile',
  chmod: 'fchmod',
  chown: 'fchown',
  datasync: 'fdatasync',
  readFile: 'readFile',
  stat: 'fstat',
  sync: 'fsync',
  truncate: 'ftruncate',
  utimes: 'futimes',
  writeFile: 'writeFile',
};

/** What `fs.promises.open` gives for a file in memory. */
export interface FileHandle {
  readonly fd: number;
  readonly [method: string]: unknown;
}

/**
 * @param fs the module with its functions replaced
 * @param call what stands in for the functions of `fs`
 */
export function fileHandle(descriptor: number, fs: Fs, call: Record<string, AnyFunction>): FileHandle {
  const later = (name: string) => async (...args: unknown[]): Promise<unknown> => Promise.resolve().then(() => call[name](descriptor, ...args) as unknown);
  /** What reads or writes hands the buffer on, too. */
  const withBuffer = (name: string, count: string) => async (...args: any[]): Promise<unknown> => {
    const buffer = args[0]?.buffer !== undefined && !ArrayBuffer.isView(args[0]) ? args[0].buffer : (args[0] ?? Buffer.alloc(16384));
    return { [count]: await later(name)(args[0] === undefined ? buffer : args[0], ...args.slice(1)), [name.endsWith('v') ? 'buffers' : 'buffer']: buffer };
  };
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) {
      isOpen = false;
      await later('close')();
    }
  };
  const stream = (name: string) => (options: object = {}): unknown => (fs[name] as AnyFunction)('', { ...options, fd: descriptor }) as unknown;
  return {
    fd: descriptor,
    ...Object.fromEntries(Object.entries(METHODS).map(([method, name]) => [method, later(name)])),
    read: withBuffer('read', 'bytesRead'),
    readv: withBuffer('readv', 'bytesRead'),
    write: withBuffer('write', 'bytesWritten'),
    writev: withBuffer('writev', 'bytesWritten'),
    createReadStream: stream('createReadStream'),
    createWriteStream: stream('createWriteStream'),
    close,
    [Symbol.asyncDispose]: close,
  };
}
