/** The line to the worker that has the SQLite file. A worker that died is started anew when it is next asked. */

import { unreachable } from "../../core/unreachable.ts";
import type { SqliteCalls } from "./sqlite_calls.ts";
import { StoreError } from "./store.ts";
import { WorkerLine } from "./worker_line.ts";

type Line = WorkerLine<SqliteCalls>;

type State =
  | { readonly stage: "open"; readonly line: Line }
  | { readonly stage: "opening"; readonly line: Promise<Line> }
  | { readonly stage: "failed"; readonly until: number; readonly why: unknown };

/** For so long nothing is tried again: every board asks when the file cannot be opened. */
const FAILED_MS = 250;

export class SqliteLine implements AsyncDisposable {
  readonly #path: string;
  #state: State;

  /** Rejects with StoreError when the file cannot be opened, or another process holds it. */
  static async open(path: string): Promise<SqliteLine> {
    return new SqliteLine(path, await openLine(path));
  }

  private constructor(path: string, line: Line) {
    this.#path = path;
    this.#state = { stage: "open", line };
  }

  /** What is in `transfer` is given away. */
  async ask<K extends keyof SqliteCalls>(
    call: K,
    ask: SqliteCalls[K]["ask"],
    transfer: ArrayBuffer[] = [],
  ): Promise<SqliteCalls[K]["answer"]> {
    const line = await this.#line();
    return await line.ask(call, ask, transfer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const state = this.#state;
    if (state.stage === "failed") return;
    try {
      using line = await state.line;
      await line.ask("close", undefined);
    } catch {
      // It died, and the file with it.
    }
  }

  #line(): Promise<Line> {
    const state = this.#state;
    switch (state.stage) {
      case "open":
        return state.line.ended ? this.#reopen() : Promise.resolve(state.line);
      case "opening":
        return state.line;
      case "failed":
        return performance.now() < state.until ? Promise.reject(state.why) : this.#reopen();
      default:
        return unreachable(state);
    }
  }

  #reopen(): Promise<Line> {
    const opening = openLine(this.#path);
    this.#state = { stage: "opening", line: opening };
    opening.then(
      (line) => this.#state = { stage: "open", line },
      (why) => this.#state = { stage: "failed", until: performance.now() + FAILED_MS, why },
    );
    return opening;
  }
}

async function openLine(path: string): Promise<Line> {
  const line: Line = new WorkerLine(
    new Worker(new URL("./sqlite_worker.ts", import.meta.url), { type: "module" }),
  );
  try {
    await line.ask("open", path);
    return line;
  } catch (error) {
    line[Symbol.dispose]();
    throw new StoreError(error instanceof Error ? error.message : String(error));
  }
}
