/** What the server owes whoever runs it: it stops when asked to, and does not end at an error nobody caught. */

import type { Clock } from "../relay/clock.ts";
import { describe, type Log } from "../relay/log.ts";

export interface StopOptions {
  readonly stop: () => Promise<void>;
  readonly exit: (code: number) => void;
  readonly log: Log;
  readonly clock: Clock;
}

/** Whoever pressed Ctrl+C waits two seconds at most. */
const STOP_LIMIT_MS = 1_800;
/** `deno task` passes Ctrl+C on to a process that has had it from the terminal already: that is one, not two. */
const ECHO_MS = 150;
/** As shells tell an end by SIGINT. */
const INTERRUPTED = 130;

/** What to do at each signal: the first stops and exits with 0 once all is kept, the next exits at once. */
export function createStopper({ stop, exit, log, clock }: StopOptions): () => void {
  let firstAt: number | undefined;
  const fail = (why: string) => {
    log.error("did not stop cleanly", { why });
    exit(1);
  };
  return () => {
    if (firstAt !== undefined) {
      if (clock.now() - firstAt > ECHO_MS) exit(INTERRUPTED);
      return;
    }
    firstAt = clock.now();
    const limit = clock.after(STOP_LIMIT_MS, () => fail(`it took more than ${STOP_LIMIT_MS} ms`));
    stop().then(() => exit(0), (error) => fail(describe(error))).finally(() => limit[Symbol.dispose]());
  };
}

export function onStopSignals(listener: () => void): void {
  Deno.addSignalListener("SIGINT", listener);
  // Windows knows no SIGTERM.
  Deno.addSignalListener(Deno.build.os === "windows" ? "SIGBREAK" : "SIGTERM", listener);
}

/** One room's mishap must not take every other down. `target` is where the runtime tells of what nobody caught. */
export function surviveErrors(log: Log, target: EventTarget): void {
  const tell = (event: Event, error: unknown) => {
    event.preventDefault();
    log.error("nobody caught an error", {
      error: describe(error),
      stack: error instanceof Error ? error.stack : undefined,
    });
  };
  target.addEventListener("unhandledrejection", (event) => {
    if (event instanceof PromiseRejectionEvent) tell(event, event.reason);
  });
  target.addEventListener("error", (event) => {
    if (event instanceof ErrorEvent) tell(event, event.error ?? event.message);
  });
}
