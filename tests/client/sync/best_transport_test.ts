import assert from "node:assert/strict";
import {
  BRIEF_MS,
  createBestTransport,
  OPENS_WITHIN_MS,
  SPEAKS_WITHIN_MS,
} from "../../../client/sync/best_transport.ts";
import type {
  OpenTransport,
  Transport,
  TransportEvents,
  TransportKind,
} from "../../../client/sync/transport.ts";
import { FIRST_PROBE_MS, MOST_PROBE_MS, PROVEN_AFTER_MS } from "../../../client/sync/websocket_probe.ts";
import { CLOSE } from "../../../core/protocol/close.ts";
import { FakeClock } from "./fake_clock.ts";

const CUT = 1006;
const FRAME = new Uint8Array([1, 2, 3]);

/** One attempt at a connection, with both ends in the test's hand. */
class Line {
  readonly sent: Uint8Array[] = [];
  closedWith: number | undefined;

  constructor(readonly kind: TransportKind, readonly events: TransportEvents) {}

  /** Opens, and the server says something. */
  work(): void {
    this.events.opened();
    this.events.received(FRAME);
  }

  cut(): void {
    this.events.closed(CUT, "");
  }
}

function start() {
  const clock = new FakeClock();
  const story: string[] = [];
  const lines = { websocket: [] as Line[], stream: [] as Line[] };
  const open = (kind: "websocket" | "stream"): OpenTransport => (events) => {
    const line = new Line(kind, events);
    lines[kind].push(line);
    return {
      kind,
      unsentBytes: kind === "stream" ? 7 : 0,
      send: (frame) => line.sent.push(frame),
      close(code, reason) {
        line.closedWith = code;
        clock.after(10, () => line.events.closed(code, reason));
      },
    };
  };
  let woken = () => {};
  const openBest = createBestTransport({
    webSocket: open("websocket"),
    http: open("stream"),
    clock,
    wake: (listener) => {
      woken = listener;
      return () => {
        woken = () => {};
      };
    },
  });
  const connect = (): Transport =>
    openBest({
      opened: () => story.push("opened"),
      received: (frame) => story.push(`received ${frame.length}`),
      closed: (code) => story.push(`closed ${code}`),
    });
  const last = (kind: "websocket" | "stream"): Line => {
    const line = lines[kind].at(-1);
    assert.ok(line, `there was no ${kind}`);
    return line;
  };
  /** What was told since the last time it was asked. */
  const told = () => story.splice(0);
  return { clock, connect, last, lines, told, wake: () => woken() };
}

type Script = ReturnType<typeof start>;

/** On HTTP, because the WebSocket was cut before it opened. */
function connectOverHttp(script: Script): Transport {
  const transport = script.connect();
  script.last("websocket").cut();
  script.last("stream").work();
  assert.deepEqual(script.told(), ["opened", "received 3"]);
  return transport;
}

/** Works, is cut at once, and that `times` times. */
async function beCut(script: Script, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    script.connect();
    script.last("websocket").work();
    await script.clock.pass(BRIEF_MS - 1);
    script.last("websocket").cut();
  }
}

Deno.test("a WebSocket that works is used, and HTTP is not touched", async () => {
  const script = start();
  const transport = script.connect();
  script.last("websocket").work();
  await script.clock.pass(600_000);
  transport.send(FRAME);
  assert.equal(transport.kind, "websocket");
  assert.equal(script.last("websocket").sent.length, 1);
  assert.deepEqual(script.told(), ["opened", "received 3"]);
  assert.equal(script.lines.stream.length, 0);
  transport.close(1000, "");
  await script.clock.pass(10);
  assert.deepEqual(script.told(), ["closed 1000"]);
  assert.equal(script.clock.waiting, 0);
});

Deno.test("where a WebSocket is cut before it opens, HTTP takes over at once", () => {
  const script = start();
  const transport = connectOverHttp(script);
  transport.send(FRAME);
  assert.equal(transport.kind, "stream");
  assert.equal(transport.unsentBytes, 7);
  assert.equal(script.last("stream").sent.length, 1);
});

Deno.test("where a WebSocket does not open, HTTP takes over, and what opens later is not listened to", async () => {
  const script = start();
  script.connect();
  await script.clock.pass(OPENS_WITHIN_MS - 1);
  assert.equal(script.lines.stream.length, 0);
  await script.clock.pass(1);
  script.last("stream").work();
  script.last("websocket").work();
  assert.deepEqual(script.told(), ["opened", "received 3"]);
  assert.equal(script.last("websocket").closedWith, 1000);
});

Deno.test("where a WebSocket opens and is silent, HTTP takes over; the next time it is not waited for so long", async () => {
  const script = start();
  script.connect();
  script.last("websocket").events.opened();
  await script.clock.pass(SPEAKS_WITHIN_MS - 1);
  assert.equal(script.lines.stream.length, 0);
  await script.clock.pass(1);
  script.last("stream").work();
  assert.deepEqual(script.told(), ["opened", "opened", "received 3"]);
  script.last("stream").cut();
  assert.deepEqual(script.told(), [`closed ${CUT}`]);

  script.connect();
  script.last("websocket").events.opened();
  await script.clock.pass(OPENS_WITHIN_MS);
  assert.equal(script.lines.stream.length, 2);
});

Deno.test("where a WebSocket is closed after the handshake before anything came, HTTP takes over", () => {
  const script = start();
  script.connect();
  script.last("websocket").events.opened();
  script.last("websocket").cut();
  script.last("stream").work();
  assert.deepEqual(script.told(), ["opened", "opened", "received 3"]);
});

for (
  const [code, reason] of [[CLOSE.unauthorized, ""], [CLOSE.noSuchBoard, ""], [
    CLOSE.internal,
    "failed",
  ]] as const
) {
  Deno.test(`the server's own word (${code}) is not taken for a proxy's doing`, () => {
    const script = start();
    script.connect();
    script.last("websocket").events.opened();
    script.last("websocket").events.closed(code, reason);
    assert.deepEqual(script.told(), ["opened", `closed ${code}`]);
    assert.equal(script.lines.stream.length, 0);
  });
}

Deno.test("a WebSocket that worked and is cut once is tried again; cut twice soon after, it is HTTP's turn", async () => {
  const script = start();
  await beCut(script, 2);
  script.last("stream").work();
  assert.deepEqual(script.told(), [
    ...["opened", "received 3", `closed ${CUT}`],
    ...["opened", "received 3", "opened", "received 3"],
  ]);
});

Deno.test("cuts with a long life between them are not counted together", async () => {
  const script = start();
  await beCut(script, 1);
  script.connect();
  script.last("websocket").work();
  await script.clock.pass(BRIEF_MS);
  script.last("websocket").cut();
  await beCut(script, 1);
  assert.equal(script.lines.stream.length, 0);
});

Deno.test("when HTTP fails as well the connection is closed, and the next attempt begins with a WebSocket", async () => {
  const script = start();
  script.connect();
  script.last("websocket").cut();
  script.last("stream").cut();
  assert.deepEqual(script.told(), [`closed ${CUT}`]);
  assert.equal(script.clock.waiting, 0, "nothing is tried any more");
  script.connect();
  assert.equal(script.lines.websocket.length, 2);
  script.last("websocket").work();
  await script.clock.pass(60_000);
  assert.deepEqual(script.told(), ["opened", "received 3"]);
});

Deno.test("on HTTP a WebSocket is tried after 30 s, then less and less often", async () => {
  const script = start();
  connectOverHttp(script);
  let wait = FIRST_PROBE_MS;
  for (const expected of [30, 60, 120, 240, 300, 300]) {
    assert.equal(wait, expected * 1_000);
    const before = script.lines.websocket.length;
    await script.clock.pass(wait - 1);
    assert.equal(script.lines.websocket.length, before);
    await script.clock.pass(1);
    assert.equal(script.lines.websocket.length, before + 1);
    script.last("websocket").cut();
    wait = Math.min(MOST_PROBE_MS, wait * 2);
  }
  assert.deepEqual(script.told(), [], "nobody notices");
});

Deno.test("a WebSocket that works again takes over: HTTP says goodbye first, and nothing of the greeting is lost", async () => {
  const script = start();
  const transport = connectOverHttp(script);
  await script.clock.pass(FIRST_PROBE_MS);
  const { events } = script.last("websocket");
  events.opened();
  assert.equal(script.last("stream").closedWith, undefined, "open is not enough");
  events.received(new Uint8Array(11));
  events.received(new Uint8Array(12));
  assert.equal(script.last("stream").closedWith, 1000);
  assert.deepEqual(script.told(), []);
  await script.clock.pass(10);
  assert.deepEqual(script.told(), ["opened", "received 11", "received 12"]);
  assert.equal(transport.kind, "websocket");
  transport.send(FRAME);
  events.received(new Uint8Array(13));
  assert.deepEqual(script.told(), ["received 13"]);
  assert.equal(script.last("websocket").sent.length, 1);
  await script.clock.pass(600_000);
  assert.equal(script.lines.websocket.length, 2, "no more is tried");
});

Deno.test("a WebSocket that opens and swallows everything does not take over", async () => {
  const script = start();
  connectOverHttp(script);
  await script.clock.pass(FIRST_PROBE_MS);
  script.last("websocket").events.opened();
  await script.clock.pass(SPEAKS_WITHIN_MS);
  assert.equal(script.last("websocket").closedWith, 1000);
  assert.deepEqual(script.told(), []);
  await script.clock.pass(2 * FIRST_PROBE_MS);
  assert.equal(script.lines.websocket.length, 3);
});

Deno.test("where WebSockets are cut again and again, one has to last before it takes over", async () => {
  const script = start();
  await beCut(script, 2);
  script.last("stream").work();
  script.told();
  await script.clock.pass(FIRST_PROBE_MS);
  script.last("websocket").work();
  await script.clock.pass(5_000);
  script.last("websocket").cut();
  assert.deepEqual(script.told(), []);

  await script.clock.pass(2 * FIRST_PROBE_MS);
  script.last("websocket").work();
  await script.clock.pass(PROVEN_AFTER_MS - 1);
  assert.deepEqual(script.told(), []);
  await script.clock.pass(1 + 10);
  assert.deepEqual(script.told(), ["opened", "received 3"]);
  await script.clock.pass(1_000);
  script.last("websocket").cut();
  assert.equal(script.lines.stream.length, 2, "cut once more it is HTTP's turn at once");
});

Deno.test("when the network changes or somebody looks at the page, a WebSocket is tried at once", async () => {
  const script = start();
  connectOverHttp(script);
  script.wake();
  assert.equal(script.lines.websocket.length, 2);
  script.wake();
  assert.equal(script.lines.websocket.length, 2, "one at a time");
  script.last("websocket").work();
  await script.clock.pass(10);
  assert.deepEqual(script.told(), ["opened", "received 3"]);
});

Deno.test("a goodbye over HTTP that hangs does not hold up the WebSocket", async () => {
  const script = start();
  connectOverHttp(script);
  script.last("stream").events.closed = () => {};
  script.wake();
  script.last("websocket").work();
  await script.clock.pass(3_000);
  assert.deepEqual(script.told(), ["opened", "received 3"]);
});

Deno.test("a WebSocket that is cut while HTTP says goodbye ends the connection", async () => {
  const script = start();
  connectOverHttp(script);
  script.wake();
  script.last("websocket").work();
  script.last("websocket").cut();
  await script.clock.pass(10);
  assert.deepEqual(script.told(), ["opened", "received 3", `closed ${CUT}`]);
  assert.equal(script.clock.waiting, 0);
});

for (const stage of ["opening", "silent", "on HTTP", "trying beside HTTP", "changing"] as const) {
  Deno.test(`closing while ${stage} ends everything`, async () => {
    const script = start();
    const transport = script.connect();
    if (stage === "silent") script.last("websocket").events.opened();
    if (stage !== "opening" && stage !== "silent") {
      script.last("websocket").cut();
      script.last("stream").work();
    }
    if (stage === "trying beside HTTP" || stage === "changing") script.wake();
    if (stage === "changing") script.last("websocket").work();
    script.told();
    transport.close(1000, "");
    transport.send(FRAME);
    await script.clock.pass(600_000);
    assert.deepEqual(script.told(), ["closed 1000"]);
    assert.equal(script.clock.waiting, 0);
    const open = [...script.lines.websocket, ...script.lines.stream].filter(({ sent }) => sent.length > 0);
    assert.deepEqual(open, [], "nothing is sent any more");
  });
}
