import assert from "node:assert/strict";
import { Bodies, BODY_WITHIN_MS, MAX_BODIES_BYTES, MAX_BODY_BYTES } from "../../routes/stream_body.ts";
import { FakeClock, settle } from "../relay/fake_socket.ts";

Deno.test("stream body: what comes in pieces is read whole, up to the most that may be", async () => {
  const bodies = new Bodies(new FakeClock());
  const [whole, tooLarge] = [new Sending(), new Sending()];
  const reading = [bodies.read(whole.request), bodies.read(tooLarge.request)];
  whole.send(new Uint8Array([1, 2]));
  whole.send(new Uint8Array([3]));
  whole.end();
  tooLarge.send(new Uint8Array(MAX_BODY_BYTES));
  tooLarge.send(new Uint8Array(1));
  assert.deepEqual(await Promise.all(reading), [new Uint8Array([1, 2, 3]), "too large"]);
  assert.ok(tooLarge.isCancelled);
  assert.deepEqual(await bodies.read(new Request("http://a", { method: "POST" })), new Uint8Array());
});

Deno.test("stream body: one whose end does not come is let go of, in time", async () => {
  const clock = new FakeClock();
  const bodies = new Bodies(clock);
  const [slow, broken] = [new Sending(), new Sending()];
  const reading = [bodies.read(slow.request), bodies.read(broken.request)];
  slow.send(new Uint8Array([1]));
  broken.send(new Uint8Array([1]));
  broken.breakOff();
  await clock.advance(BODY_WITHIN_MS);
  assert.deepEqual(await Promise.all(reading), ["cut", "cut"]);
  assert.ok(slow.isCancelled);
  assert.equal(clock.timers, 0);
});

Deno.test("stream body: unfinished ones take no more than there is room for, and give it back", async () => {
  const clock = new FakeClock();
  const bodies = new Bodies(clock);
  const unfinished = Array.from({ length: MAX_BODIES_BYTES / MAX_BODY_BYTES }, () => new Sending());
  const reading = unfinished.map(({ request }) => bodies.read(request));
  for (const sending of unfinished) sending.send(new Uint8Array(MAX_BODY_BYTES));
  await settle();
  const small = async () => await bodies.read(new Request("http://a", { method: "POST", body: "a" }));
  assert.equal(await small(), "crowded");
  await clock.advance(BODY_WITHIN_MS);
  assert.deepEqual(new Set(await Promise.all(reading)), new Set(["cut"]));
  assert.deepEqual(await small(), new TextEncoder().encode("a"));
});

/** A POST whose body comes bit by bit. */
class Sending {
  readonly request: Request;
  isCancelled = false;
  #body: ReadableStreamDefaultController<Uint8Array> | undefined;

  constructor() {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#body = controller;
      },
      cancel: () => {
        this.isCancelled = true;
      },
    });
    this.request = new Request("http://a", { method: "POST", body });
  }

  send(piece: Uint8Array): void {
    this.#body?.enqueue(piece);
  }

  end(): void {
    this.#body?.close();
  }

  breakOff(): void {
    this.#body?.error(new Error("the connection is gone"));
  }
}
