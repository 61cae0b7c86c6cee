import assert from "node:assert/strict";
import { createLog } from "../../relay/log.ts";
import { createStopper, surviveErrors } from "../../routes/process.ts";

Deno.test("process: the first signal stops, and exits with 0 once it has", async () => {
  const run = start();
  run.signal();
  assert.deepEqual(run.exits, []);
  run.stopped.resolve();
  await settle();
  assert.deepEqual(run.exits, [0]);
  assert.equal(run.stops, 1);
});

Deno.test("process: the echo of a signal is not a second one", () => {
  const run = start();
  run.signal();
  run.time += 40;
  run.signal();
  assert.deepEqual(run.exits, []);
  assert.equal(run.stops, 1);
});

Deno.test("process: a second signal exits at once", () => {
  const run = start();
  run.signal();
  run.time += 600;
  run.signal();
  assert.deepEqual(run.exits, [130]);
  assert.equal(run.stops, 1);
});

Deno.test("process: what cannot stop is told, and exits with 1", async () => {
  const run = start();
  run.signal();
  run.stopped.reject(new Error("the disk is full"));
  await settle();
  assert.deepEqual(run.exits, [1]);
  assert.match(run.lines.join(), /did not stop cleanly.*the disk is full/);
});

Deno.test("process: a stop that hangs is over within two seconds", () => {
  const run = start();
  run.signal();
  const [timer] = run.timers;
  assert.ok(timer && timer.ms < 2000);
  timer.run();
  assert.deepEqual(run.exits, [1]);
  assert.match(run.lines.join(), /did not stop cleanly/);
});

Deno.test("process: an error that nobody caught is logged with its stack, and does not end the process", () => {
  const lines: string[] = [];
  const target = new EventTarget();
  surviveErrors(createLog((line) => lines.push(line), () => 0), target);
  const error = new Error("a room broke");
  const handled = Promise.reject(error);
  handled.catch(() => {});
  const events = [
    new PromiseRejectionEvent("unhandledrejection", { promise: handled, reason: error, cancelable: true }),
    new ErrorEvent("error", { error, message: error.message, cancelable: true }),
  ];
  for (const event of events) {
    target.dispatchEvent(event);
    assert.ok(event.defaultPrevented);
    assert.match(lines.pop() ?? "", /error=\"a room broke\" stack=.*process_test\.ts/);
  }
});

function start() {
  const stopped = Promise.withResolvers<void>();
  const run = {
    stops: 0,
    time: 0,
    exits: [] as number[],
    lines: [] as string[],
    timers: [] as { ms: number; run: () => void }[],
    stopped,
  };
  const signal = createStopper({
    stop: () => {
      run.stops++;
      return stopped.promise;
    },
    exit: (code) => run.exits.push(code),
    log: createLog((line) => run.lines.push(line), () => 0),
    clock: {
      now: () => run.time,
      after(ms, act) {
        run.timers.push({ ms, run: act });
        return { [Symbol.dispose]: () => {} };
      },
    },
  });
  return Object.assign(run, { signal });
}

/** Lets what waits for a promise run. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}
