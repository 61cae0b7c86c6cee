/** The worker's end of a line: answers one question after the other. It knows nothing of what is asked. */

import { describe } from "../log.ts";
import type { Calls, Question, Reply } from "./worker_line.ts";

/** Of a worker's global scope, what is used here: the relay's types know only the main thread's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: Reply, transfer: ArrayBuffer[]): void;
}

export interface Answer<T> {
  readonly value: T;
  /** Given away with it. */
  readonly transfer?: ArrayBuffer[];
}

/** What they throw is the answer, in words. */
export function answerCalls<C extends Calls<C>>(
  answers: { readonly [K in keyof C]: (ask: C[K]["ask"]) => Answer<C[K]["answer"]> },
): void {
  const scope = globalThis as unknown as WorkerScope;
  scope.onmessage = ({ data }: MessageEvent<Question<C>>) => {
    try {
      const { value, transfer = [] } = answers[data.call](data.ask);
      scope.postMessage({ value }, transfer);
    } catch (error) {
      scope.postMessage({ failure: describe(error) }, []);
    }
  };
}
