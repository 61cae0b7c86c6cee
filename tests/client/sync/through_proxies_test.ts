/** Two people, one behind a proxy that does something to WebSockets, against a real server. */

import assert from "node:assert/strict";
import { createBestTransport } from "../../../client/sync/best_transport.ts";
import { type Clock, systemClock } from "../../../client/sync/clock.ts";
import { createHttpTransport } from "../../../client/sync/http_transport.ts";
import { openSession, type Session, type Status } from "../../../client/sync/session.ts";
import type { TransportKind } from "../../../client/sync/transport.ts";
import { createWebSocketTransport } from "../../../client/sync/websocket_transport.ts";
import { type Faults, Proxy } from "../../proxy.ts";
import { type LiveServer, startServer } from "../../relay/live_server.ts";
import { rectangle } from "./people.ts";

interface Person {
  readonly session: Session;
  /** Each distinct stage of the connection, in order, with the transport once it is live. */
  readonly story: string[];
  wake(): void;
}

/** Time for the transports passes faster than the server's; a session's own is the real one. */
interface Pace {
  readonly best: number;
  readonly http: number;
}

const REAL: Pace = { best: 1, http: 1 };

function arrive(host: string, { server, pace = REAL }: { server: LiveServer; pace?: Pace }): Person {
  const { boardId, editKey: key } = server.board;
  const address = { origin: `http://${host}`, boardId, key };
  let woken = () => {};
  const openTransport = createBestTransport({
    webSocket: createWebSocketTransport(address),
    http: createHttpTransport(address, { clock: fast(pace.http) }),
    clock: fast(pace.best),
    wake: (listener) => {
      woken = listener;
      return () => {
        woken = () => {};
      };
    },
  });
  const session = openSession({
    ...address,
    role: "edit",
    presence: { name: "Ann", color: "#2563eb", cursor: undefined },
    openTransport,
    wake: () => () => {},
    random: () => 0,
  });
  const story = ["connecting"];
  session.onStatus(({ connection }) => {
    const step = connection.stage === "live" ? connection.transport : connection.stage;
    if (story.at(-1) !== step) story.push(step);
  });
  return { session, story, wake: () => woken() };
}

function fast(times: number): Clock {
  return { now: () => Date.now() * times, after: (ms, run) => systemClock.after(ms / times, run) };
}

/** Resolves once it holds, looked at whenever something was told. */
function until({ session }: Person, holds: (session: Session) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds(session)) return;
      offs.forEach((off) => off());
      resolve();
    };
    const offs = [session.onStatus(look), session.board.onChange(look), session.onPeers(look)];
    look();
  });
}

function travels(person: Person, kind: TransportKind): Promise<void> {
  return until(person, ({ status: { connection } }) => isLive(connection, kind));
}

function isLive(connection: Status["connection"], kind: TransportKind): boolean {
  return connection.stage === "live" && connection.transport === kind;
}

function draw({ session }: Person, id: string): void {
  session.apply([{ op: "put", shape: rectangle(id) }]);
}

function hasSaved(person: Person, count: number): Promise<void> {
  return until(
    person,
    ({ board, status }) => [...board.shapes()].length === count && status.saving === "saved",
  );
}

/** Both draw at once, and have and see all of it saved. */
async function drawTogether(ann: Person, ben: Person): Promise<void> {
  const before = [...ann.session.board.shapes()].length;
  for (let i = 0; i < 10; i++) {
    draw(ann, `a${before}${i}`);
    draw(ben, `b${before}${i}`);
  }
  await Promise.all([hasSaved(ann, before + 20), hasSaved(ben, before + 20)]);
}

function testThrough(what: string, run: (proxy: Proxy, server: LiveServer) => Promise<void>): void {
  Deno.test(`through a proxy ${what}`, async () => {
    await using server = startServer();
    await using proxy = new Proxy(server.host);
    await run(proxy, server);
  });
}

const BLOCKING: readonly { what: string; faults: Faults; kind: TransportKind; pace?: Pace }[] = [
  { what: "that refuses the upgrade", faults: { webSocket: "refuse" }, kind: "stream" },
  { what: "that closes at the upgrade", faults: { webSocket: "hang-up" }, kind: "stream" },
  { what: "that cuts after the handshake", faults: { webSocket: "cut" }, kind: "stream" },
  {
    what: "that swallows frames after the handshake",
    faults: { webSocket: "swallow" },
    kind: "stream",
    pace: { best: 20, http: 1 },
  },
  {
    what: "that holds answers back until they end",
    faults: { webSocket: "refuse", buffers: true },
    kind: "poll",
    pace: { best: 1, http: 5 },
  },
];
for (const { what, faults, kind, pace = REAL } of BLOCKING) {
  testThrough(`${what}, two draw together, and nobody was offline`, async (proxy, server) => {
    proxy.faults = faults;
    const [ann, ben] = [arrive(proxy.host, { server, pace }), arrive(server.host, { server })];
    await Promise.all([travels(ann, kind), travels(ben, "websocket")]);
    await drawTogether(ann, ben);
    assert.deepEqual(ann.story, ["connecting", kind]);
    assert.deepEqual(ben.story, ["connecting", "websocket"]);
    await Promise.all([ann.session.close(), ben.session.close()]);
  });
}

testThrough(
  "that cuts everything again and again, HTTP goes on as if nothing were",
  async (proxy, server) => {
    proxy.faults = { cutsAfterMs: 1_200 };
    const [ann, ben] = [arrive(proxy.host, { server }), arrive(server.host, { server })];
    await travels(ann, "stream");
    assert.deepEqual(ann.story, ["connecting", "websocket", "offline", "connecting", "websocket", "stream"]);
    const streams = () => proxy.requests.filter((request) => request.startsWith("GET /stream/")).length;
    for (const before = streams(); streams() < before + 2;) await drawTogether(ann, ben);
    assert.equal(ann.story.at(-1), "stream");
    await Promise.all([ann.session.close(), ben.session.close()]);
  },
);

testThrough("that lets WebSockets be again, it goes back to one without a break", async (proxy, server) => {
  proxy.faults = { webSocket: "refuse" };
  const [ann, ben] = [arrive(proxy.host, { server }), arrive(server.host, { server })];
  await Promise.all([travels(ann, "stream"), travels(ben, "websocket")]);
  await drawTogether(ann, ben);
  proxy.faults = {};
  ann.wake();
  for (let i = 0; i < 50; i++) draw(ann, `while${i}`);
  await travels(ann, "websocket");
  await drawTogether(ann, ben);
  assert.deepEqual(ann.story, ["connecting", "stream", "websocket"]);
  await Promise.all([ann.session.close(), ben.session.close()]);
});

testThrough("that is restarted, who is on HTTP comes back with what they drew", async (proxy, server) => {
  proxy.faults = { webSocket: "refuse" };
  const [ann, ben] = [arrive(proxy.host, { server }), arrive(server.host, { server })];
  await Promise.all([travels(ann, "stream"), travels(ben, "websocket")]);
  draw(ann, "a");
  proxy.cutAll();
  draw(ann, "b");
  await Promise.all([hasSaved(ann, 2), hasSaved(ben, 2)]);
  assert.deepEqual(ann.story, ["connecting", "stream"]);
  await Promise.all([ann.session.close(), ben.session.close()]);
});
