/** Folding off the event loop: in a worker that is there only while boards are folded, since it grows with them. */

import type { FoldCalls } from "./fold_worker.ts";
import { buffersOf } from "./packed.ts";
import type { Folded, Unfolded } from "./store.ts";
import { WorkerLine } from "./worker_line.ts";

/** How long the worker waits for another board. */
const IDLE_MS = 10_000;

export class Folding implements Disposable {
  #line: WorkerLine<FoldCalls> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** Takes what it is given away. Rejects when it takes unreasonably long. */
  async fold(unfolded: Unfolded): Promise<Folded> {
    clearTimeout(this.#idle);
    if (!this.#line || this.#line.ended) this.#line = new WorkerLine(startWorker());
    const line = this.#line;
    try {
      return await line.ask("fold", unfolded, buffersOf(unfolded.snapshot, unfolded.updates));
    } finally {
      clearTimeout(this.#idle);
      if (!line.ended && line.unanswered === 0) this.#idle = setTimeout(() => this.#end(), IDLE_MS);
    }
  }

  [Symbol.dispose](): void {
    this.#end();
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#line?.[Symbol.dispose]();
    this.#line = undefined;
  }
}

function startWorker(): Worker {
  return new Worker(new URL("./fold_worker.ts", import.meta.url), { type: "module" });
}
