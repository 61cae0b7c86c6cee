/** A hand on the workers that are started: ends them, as running out of memory would. */

export interface Workers extends Disposable {
  /** How many were started. */
  readonly started: number;
  kill(): void;
}

/** Until it is disposed of. */
export function killWorkers(): Workers {
  const { Worker } = globalThis;
  const started: Worker[] = [];
  globalThis.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      started.push(this);
    }
  };
  return {
    get started() {
      return started.length;
    },
    kill() {
      for (const worker of started) {
        worker.terminate();
        worker.dispatchEvent(new ErrorEvent("error", { message: "out of memory", cancelable: true }));
      }
    },
    [Symbol.dispose]() {
      globalThis.Worker = Worker;
    },
  };
}
