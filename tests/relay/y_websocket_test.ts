import assert from "node:assert/strict";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { type LiveServer, startServer } from "./live_server.ts";

interface Stock {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly shapes: Y.Map<unknown>;
}

function open({ host, board }: LiveServer, key: string | undefined): Stock {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`ws://${host}/ws`, board.boardId, doc, {
    params: key === undefined ? {} : { key },
    WebSocketPolyfill: WebSocket,
    // Else two providers in one process would sync past the server.
    disableBc: true,
  });
  return { doc, provider, shapes: doc.getMap("shapes") };
}

function synced({ provider }: Stock): Promise<void> {
  return provider.synced
    ? Promise.resolve()
    : new Promise((resolve) => provider.once("sync", () => resolve()));
}

/** Resolves once the document holds as many shapes. */
function holds({ doc, shapes }: Stock, count: number): Promise<void> {
  return until((check) => doc.on("update", check), () => shapes.size >= count);
}

function until(watch: (check: () => void) => void, done: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => done() && resolve();
    watch(check);
    check();
  });
}

async function close(...stocks: Stock[]): Promise<void> {
  for (const { provider, doc } of stocks) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { ws } = provider;
    if (ws) ws.addEventListener("close", () => resolve());
    else resolve();
    provider.destroy();
    doc.destroy();
    await promise;
  }
  // A closed provider sets a timer of 200 ms or more, which it never takes back: one set now, and longer, is after it.
  await new Promise((resolve) => setTimeout(resolve, 450));
}

Deno.test("y-websocket: two stock providers with the edit key sync both ways, awareness included", async () => {
  await using server = startServer();
  const { editKey, ownerKey } = server.board;
  const [ann, bob] = [open(server, editKey), open(server, ownerKey)];
  ann.shapes.set("drawn before it was connected", { kind: "test" });
  await Promise.all([synced(ann), synced(bob)]);
  bob.shapes.set("b", { kind: "test" });
  await Promise.all([holds(ann, 2), holds(bob, 2)]);
  assert.deepEqual(ann.shapes.toJSON(), bob.shapes.toJSON());

  ann.provider.awareness.setLocalStateField("user", { name: "Ann" });
  bob.provider.awareness.setLocalStateField("user", { name: "Bob" });
  const sees = ({ provider }: Stock, { doc }: Stock, name: string) =>
    until(
      (check) => provider.awareness.on("change", check),
      () => provider.awareness.getStates().get(doc.clientID)?.["user"]?.name === name,
    );
  await Promise.all([sees(ann, bob, "Bob"), sees(bob, ann, "Ann")]);

  // It comes back on the same document and client id, as after a lost network.
  bob.provider.disconnect();
  await until(
    (check) => ann.provider.awareness.on("change", check),
    () => !ann.provider.awareness.getStates().has(bob.doc.clientID),
  );
  bob.shapes.set("drawn offline", { kind: "test" });
  bob.provider.connect();
  await holds(ann, 3);
  await sees(ann, bob, "Bob");
  await close(ann, bob);
});

Deno.test("y-websocket: a stock provider with the view link reads, is told no, and changes nothing", async () => {
  await using server = startServer();
  const [ann, viewer] = [open(server, server.board.editKey), open(server, undefined)];
  const denied = Promise.withResolvers<void>();
  viewer.provider.messageHandlers[2] = () => denied.resolve();
  await Promise.all([synced(ann), synced(viewer)]);
  ann.shapes.set("a", { kind: "test" });
  await holds(viewer, 1);
  viewer.shapes.set("forbidden", { kind: "test" });
  await denied.promise;
  ann.shapes.set("b", { kind: "test" });
  await holds(viewer, 3);
  assert.deepEqual([...ann.shapes.keys()].sort(), ["a", "b"]);
  const stored = await server.store.load(server.board.boardId);
  const doc = new Y.Doc();
  for (const { update } of stored.entries) Y.applyUpdate(doc, update);
  assert.equal(doc.getMap("shapes").has("forbidden"), false);
  await close(ann, viewer);
});
