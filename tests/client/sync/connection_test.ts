import assert from "node:assert/strict";
import {
  type Connection,
  createConnection,
  PING_EVERY_MS,
  SILENCE_MS,
  STEADY_AFTER_MS,
} from "../../../client/sync/connection.ts";
import { LEAST_WAIT_MS, MOST_WAIT_MS } from "../../../client/sync/backoff.ts";
import type { ConnectionStatus } from "../../../client/sync/status.ts";
import { CLOSE } from "../../../core/protocol/close.ts";
import type { Message } from "../../../core/protocol/message.ts";
import { FakeClock } from "./fake_clock.ts";
import { FakeServer, LATENCY_MS } from "./fake_server.ts";

interface Script {
  readonly clock: FakeClock;
  readonly server: FakeServer;
  readonly connection: Connection;
  readonly stages: ConnectionStatus["stage"][];
  readonly received: Message["type"][];
  wake(): void;
  opened: number;
  lost: number;
}

function connect(prepare: (server: FakeServer) => void = () => {}, random = () => 0): Script {
  const clock = new FakeClock(), server = new FakeServer(clock);
  prepare(server);
  let woken = () => {};
  const script = {
    clock,
    server,
    stages: [] as Script["stages"],
    received: [] as Script["received"],
    opened: 0,
    lost: 0,
  };
  const wake = (listener: () => void) => {
    woken = listener;
    return () => {
      woken = () => {};
    };
  };
  const connection = createConnection({ open: server.open, clock, random, wake }, {
    opened: () => script.opened++,
    received: (message) => {
      if (message.type === "denied") throw new Error("cannot be handled");
      script.received.push(message.type);
    },
    lost: () => script.lost++,
    changed: ({ stage }) => script.stages.push(stage),
  });
  return Object.assign(script, { connection, wake: () => woken() });
}

function stageOf({ status }: Connection): ConnectionStatus["stage"] {
  return status.stage;
}

Deno.test("a connection is live once the server has said something, and measures its latency at once", async () => {
  const { connection, clock, server } = connect((server) => server.greeting = () => {});
  await clock.pass(100);
  assert.deepEqual(connection.status, { stage: "connecting" });
  for (const link of server.links) link.greet();
  await clock.pass(LATENCY_MS);
  assert.deepEqual(connection.status, { stage: "live", latencyMs: undefined, transport: "websocket" });
  await clock.pass(2 * LATENCY_MS);
  assert.deepEqual(connection.status, {
    stage: "live",
    latencyMs: 2 * LATENCY_MS,
    transport: "websocket",
  });
  connection.close();
});

Deno.test("a live connection is pinged every five seconds", async () => {
  const { connection, clock, server } = connect();
  await clock.pass(100 + 4 * PING_EVERY_MS);
  assert.equal(server.receivedOf("ping").length, 5);
  connection.close();
  await clock.pass(2 * LATENCY_MS);
  assert.equal(clock.waiting, 0, "nothing goes on after close");
});

Deno.test("a server that is gone is tried again when it was said, until it is back", async () => {
  const { connection, clock, server, stages } = connect((server) => server.isUp = false, () => 0.5);
  await clock.pass(LATENCY_MS);
  const first = connection.status;
  assert.ok(first.stage === "offline");
  assert.equal(first.retryAt, clock.now() + 750);
  await clock.pass(749);
  assert.equal(server.attempts, 1);
  await clock.pass(1);
  assert.equal(server.attempts, 2);
  await clock.pass(LATENCY_MS);
  server.isUp = true;
  await clock.pass(3_000);
  assert.equal(stageOf(connection), "live");
  assert.deepEqual(stages.filter((stage, i) => stage !== stages[i - 1]), [
    "offline",
    "connecting",
    "offline",
    "connecting",
    "live",
  ]);
  connection.close();
});

Deno.test("a server that went away is known to be away until it is back; another reason is not kept", async () => {
  for (const [code, kept] of [[CLOSE.goingAway, CLOSE.goingAway], [CLOSE.tooSlow, undefined]] as const) {
    const { connection, clock, server } = connect();
    await clock.pass(100);
    const said = () => connection.status.stage === "offline" ? connection.status.said?.code : "not offline";
    server.isUp = false;
    server.closeAll(code);
    await clock.pass(LATENCY_MS);
    assert.equal(said(), code);
    await clock.pass(LEAST_WAIT_MS + LATENCY_MS);
    assert.equal(said(), kept);
    server.isUp = true;
    await clock.pass(3_000);
    assert.equal(stageOf(connection), "live");
    server.isUp = false;
    server.closeAll(1006);
    await clock.pass(LATENCY_MS);
    assert.equal(said(), undefined);
    connection.close();
  }
});

Deno.test("waits grow up to thirty seconds and never leave their bounds", async () => {
  let seed = 7;
  const random = () => (seed = seed * 16_807 % 2_147_483_647) / 2_147_483_647;
  const { connection, clock } = connect((server) => server.isUp = false, random);
  let longest = 0;
  for (let i = 0; i < 40; i++) {
    await clock.pass(LATENCY_MS);
    const { status } = connection;
    assert.ok(status.stage === "offline");
    const wait = status.retryAt - clock.now();
    assert.ok(wait >= LEAST_WAIT_MS && wait <= MOST_WAIT_MS, `waits ${wait} ms`);
    longest = Math.max(longest, wait);
    await clock.pass(wait);
  }
  assert.ok(longest > 20_000, `the longest wait was ${longest} ms`);
  connection.close();
});

Deno.test("a server that does not take what it is sent is tried less and less often, and says why", async () => {
  const { connection, clock, server } = connect(() => {}, () => 1);
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    await clock.pass(100);
    assert.equal(stageOf(connection), "live");
    server.closeAll(CLOSE.badData, "Cannot take an update: a root in it is other");
    const { status } = connection;
    assert.ok(status.stage === "offline");
    assert.deepEqual(status.said, {
      code: CLOSE.badData,
      reason: "Cannot take an update: a root in it is other",
    });
    waits.push(status.retryAt - clock.now());
    await clock.pass(status.retryAt - clock.now());
  }
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  connection.close();
});

Deno.test("a server that closes says why, a line that breaks does not", async () => {
  const { connection, clock, server } = connect();
  await clock.pass(100);
  const codes = [CLOSE.goingAway, CLOSE.tooSlow, CLOSE.tooMuch, CLOSE.internal, 1006, 1005];
  const said: (number | undefined)[] = [];
  for (const code of codes) {
    server.closeAll(code);
    const { status } = connection;
    assert.ok(status.stage === "offline");
    said.push(status.said?.code);
    await clock.pass(20_000);
  }
  assert.deepEqual(said, [...codes.slice(0, 4), undefined, undefined]);
  connection.close();
});

Deno.test("when the other end begins anew, the connection stays live and only its user is told", async () => {
  const script = connect();
  const { connection, clock, server, stages } = script;
  await clock.pass(100);
  const [pings, told] = [server.receivedOf("ping").length, stages.length];
  for (const link of server.links) link.events.opened();
  await clock.pass(4 * LATENCY_MS);
  assert.equal(script.opened, 2);
  assert.equal(script.lost, 0);
  assert.equal(server.receivedOf("ping").length, pings + 1, "the way may be another: it is measured at once");
  assert.deepEqual([...new Set(stages.slice(told))], ["live"]);
  connection.close();
  assert.equal(script.lost, 1);
});

Deno.test("after being live for a while the first wait is short again, before that it is not", async () => {
  const { connection, clock, server } = connect((server) => server.isUp = false, () => 1);
  const waitAfterClose = () => {
    server.closeAll(CLOSE.goingAway);
    const { status } = connection;
    assert.ok(status.stage === "offline");
    return status.retryAt - clock.now();
  };
  await clock.pass(10_000);
  server.isUp = true;
  await clock.pass(20_000);
  assert.equal(stageOf(connection), "live");
  assert.equal(waitAfterClose(), 1_000);
  await clock.pass(1_000 + STEADY_AFTER_MS / 2);
  assert.equal(stageOf(connection), "live");
  assert.equal(waitAfterClose(), 2_000);
  connection.close();
});

Deno.test("when the network comes back or the page is seen again, it connects at once", async () => {
  const { connection, clock, server, wake } = connect((server) => server.isUp = false, () => 1);
  await clock.pass(60_000);
  assert.equal(stageOf(connection), "offline");
  server.isUp = true;
  wake();
  await clock.pass(4 * LATENCY_MS);
  assert.equal(stageOf(connection), "live");
  const { attempts } = server;
  wake();
  await clock.pass(60_000);
  assert.equal(server.attempts, attempts, "a live connection stays, and the old timer is gone");
  connection.close();
});

Deno.test("a connection from which nothing comes for fifteen seconds is dead and made anew", async () => {
  const script = connect();
  const { connection, clock, server } = script;
  await clock.pass(100);
  server.isCut = true;
  await clock.pass(SILENCE_MS - PING_EVERY_MS);
  assert.equal(stageOf(connection), "live");
  await clock.pass(PING_EVERY_MS);
  assert.equal(stageOf(connection), "offline");
  assert.equal(script.lost, 1);
  server.isCut = false;
  await clock.pass(1_000);
  assert.equal(stageOf(connection), "live");
  connection.close();
});

Deno.test("an attempt that hangs is given up after fifteen seconds", async () => {
  const { connection, clock } = connect((server) => server.isCut = true);
  await clock.pass(SILENCE_MS - 1);
  assert.equal(stageOf(connection), "connecting");
  await clock.pass(1);
  assert.equal(stageOf(connection), "offline");
  connection.close();
});

Deno.test("a hidden page, whose timers hardly run, does not take a healthy connection for dead", async () => {
  const { connection, clock, server } = connect();
  await clock.pass(100);
  // What a browser does to timers of a page in the background: at most one a minute.
  const after = clock.after.bind(clock);
  clock.after = (ms, run) => after(ms === PING_EVERY_MS ? 60_000 : ms, run);
  await clock.pass(10 * 60_000);
  assert.equal(stageOf(connection), "live");
  assert.equal(server.attempts, 1);
  connection.close();
});

for (const code of [CLOSE.unauthorized, CLOSE.noSuchBoard]) {
  Deno.test(`a refusal with code ${code} says why and is not tried again`, async () => {
    const { connection, clock, server, wake } = connect((server) => server.closesWith = code);
    await clock.pass(100);
    const { status } = connection;
    assert.ok(status.stage === "refused");
    assert.match(status.reason, /^[A-Z].*\.$/);
    wake();
    await clock.pass(3_600_000);
    assert.equal(server.attempts, 1);
    assert.equal(clock.waiting, 0);
  });
}

const BAD_FRAMES: [string, Uint8Array][] = [
  ["an empty frame", new Uint8Array()],
  ["an unknown type", new Uint8Array([99, 1, 2])],
  ["a length that lies", new Uint8Array([0, 2, 250, 1])],
];
for (const [what, frame] of BAD_FRAMES) {
  Deno.test(`${what} ends the connection, which comes again`, async () => {
    const { connection, clock, server } = connect();
    await clock.pass(100);
    for (const link of server.links) link.sendBytes(frame);
    await clock.pass(LATENCY_MS);
    assert.equal(stageOf(connection), "offline");
    await clock.pass(LATENCY_MS);
    assert.equal(server.links.size, 0, "the server was told");
    await clock.pass(1_000);
    assert.equal(stageOf(connection), "live");
    connection.close();
  });
}

Deno.test("a message that cannot be handled ends the connection and is not thrown", async () => {
  const { connection, clock, server, received } = connect();
  await clock.pass(100);
  received.length = 0;
  server.broadcast([{ type: "denied", reason: "" }, { type: "query-awareness" }]);
  await clock.pass(LATENCY_MS);
  assert.equal(stageOf(connection), "offline");
  assert.deepEqual(received, [], "what follows it is not looked at");
  connection.close();
});
