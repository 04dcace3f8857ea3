/** What has to be undone however a run ends, even by a signal. */
export class CleanUps {
  private readonly undos: Array<() => void> = [];

  add(undo: () => void): void {
    this.undos.push(undo);
  }

  /** Undoes everything, the last first. One that fails keeps none of the others from it. */
  run(): void {
    for (let undo = this.undos.pop(); undo !== undefined; undo = this.undos.pop()) {
      try {
        undo();
      } catch (error) {
        console.error(`Could not be cleaned up: ${(error as Error).message}`);
      }
    }
  }
}
