/** Questions to a worker, and its answers in their order. It knows nothing of what is asked. */

/** By the name of a question: what is sent with it, and what comes back. */
export type Calls<C> = { readonly [K in keyof C]: { readonly ask: unknown; readonly answer: unknown } };

export type Reply = { readonly value: unknown } | { readonly failure: string };

export interface Question<C extends Calls<C>, K extends keyof C = keyof C> {
  readonly call: K;
  readonly ask: C[K]["ask"];
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** One worker. Whoever opens it disposes of it; what waits for an answer then rejects, as it does when the worker dies. */
export class WorkerLine<C extends Calls<C>> implements Disposable {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #ended: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const waiting = this.#waiting.shift();
      if ("failure" in data) waiting?.reject(new Error(data.failure));
      else waiting?.resolve(data.value);
    };
    worker.onerror = (event) => {
      // Else it would end this thread too.
      event.preventDefault();
      this.#end(new Error(`the worker died: ${event.message}`));
    };
    worker.onmessageerror = () => this.#end(new Error("a message of the worker could not be read"));
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /** How many questions are not answered yet. */
  get unanswered(): number {
    return this.#waiting.length;
  }

  /** What is in `transfer` is given away. */
  ask<K extends keyof C>(call: K, ask: C[K]["ask"], transfer: ArrayBuffer[] = []): Promise<C[K]["answer"]> {
    if (this.#ended) return Promise.reject(this.#ended);
    const question: Question<C, K> = { call, ask };
    this.#worker.postMessage(question, transfer);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  [Symbol.dispose](): void {
    this.#end(new Error("the worker was told to end"));
  }

  #end(why: Error): void {
    if (this.#ended) return;
    this.#ended = why;
    this.#worker.terminate();
    for (const { reject } of this.#waiting.splice(0)) reject(why);
  }
}
