/** What `fs.opendir` gives for a directory in memory. */
export class MemoryDirectory {
  public constructor(public readonly path: string, private readonly entries: object[]) {}

  public readSync(): object | null {
    return this.entries.shift() ?? null;
  }

  public read(callback?: (error: null, entry: object | null) => void): Promise<object | null> | undefined {
    if (callback === undefined) {
      return Promise.resolve(this.readSync());
    }
    process.nextTick(callback, null, this.readSync());
    return undefined;
  }

  public closeSync(): void {}

  public close(callback?: (error: null) => void): Promise<void> | undefined {
    if (callback === undefined) {
      return Promise.resolve();
    }
    process.nextTick(callback, null);
    return undefined;
  }

  // eslint-disable-next-line @typescript-eslint/require-await
  public async *[Symbol.asyncIterator](): AsyncGenerator<object> {
    yield* this.entries.splice(0);
  }
}
