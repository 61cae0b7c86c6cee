/** Gesso as it ships: the built islands, the real server, the memory store. */

import * as Y from "yjs";
import { createBoard } from "../../core/board/board.ts";
import { orderAfter } from "../../core/board/order.ts";
import { LOCAL } from "../../core/board/origin.ts";
import { packPoints } from "../../core/geometry/points.ts";
import { decodeFrame, encodeFrame, SUBPROTOCOL } from "../../core/protocol/message.ts";
import { splitUpdate } from "../../core/protocol/split_update.ts";
import { hasShapes, isReady } from "../../tests/e2e/board_page.ts";
import { startServerProcess } from "../../tests/e2e/server_process.ts";
import type { Hand, OpeningApp } from "./app.ts";
import { MAKE_STROKES, makeStrokes, worldSide } from "./strokes.ts";

const PART_BYTES = 256 * 1024;
const KEYS: Record<Hand, string> = { pen: "p", eraser: "e", selection: "v" };

export async function serveGesso(): Promise<OpeningApp> {
  const server = await startServerProcess({ STORE: "memory", OPEN_BOARDS: "bench-*" });
  // A board of its own each time: a browser must not find the last run's strokes.
  const newId = () => `bench-${crypto.randomUUID()}`;
  const address = (id: string) => `${server.url}/b/${id}?bench`;
  return {
    name: "Gesso",
    leastZoom: 0.05,
    get url() {
      return address(newId());
    },
    ready: isReady,
    load: async (page, count) => {
      await page.evaluate(MAKE_STROKES);
      return await page.evaluate(async ([count, side]) => {
        const start = performance.now();
        await globalThis.__gesso?.load(globalThis.makeStrokes?.(count, side) ?? []);
        return performance.now() - start;
      }, [count, worldSide(count)] as const);
    },
    view: (page, x, y, zoom) =>
      page.evaluate(([x, y, zoom]) => globalThis.__gesso?.view(x, y, zoom), [x, y, zoom] as const),
    take: (page, hand) => page.keyboard.press(KEYS[hand]),
    settled: (page) => page.evaluate(() => globalThis.__gesso?.settled()),
    fill: async (count) => {
      const id = newId();
      await send(`${server.url.replace(/^http/, "ws")}/ws/${id}`, boardOf(count));
      return { url: address(id), count };
    },
    has: hasShapes,
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

function boardOf(count: number): Uint8Array {
  const board = createBoard();
  let z: string | undefined, n = 0;
  for (const stroke of makeStrokes(count, worldSide(count))) {
    z = orderAfter(z);
    const points = stroke.map(([x, y, pressure]) => ({ x, y, pressure }));
    const { xy, bytes } = packPoints({ points, pressure: "device" });
    const id = `bench-stroke-${String(n++).padStart(9, "0")}`;
    const look = { color: "ink", size: 4 } as const;
    const shape = { kind: "stroke", id, z, xy: [xy.x, xy.y], ...look, points: bytes } as const;
    board.apply([{ op: "put", shape }], LOCAL);
  }
  const update = Y.encodeStateAsUpdate(board.doc);
  board.dispose();
  return update;
}

/** Resolves when the server has all of it. A part at a time: what is poured out faster than it is read may be cut off. */
async function send(address: string, update: Uint8Array): Promise<void> {
  const socket = new WebSocket(address, [SUBPROTOCOL]);
  socket.binaryType = "arraybuffer";
  const opened = Promise.withResolvers<void>(), closed = Promise.withResolvers<void>();
  let saved = Promise.withResolvers<void>();
  let current: Uint8Array | undefined;
  socket.onopen = () => opened.resolve();
  socket.onmessage = ({ data }) => {
    for (const message of decodeFrame(new Uint8Array(data))) {
      if (message.type === "saved") saved.resolve();
      // What took the server too long to apply it asks for again; all before this part it has.
      if (message.type === "sync-step-1" && current) {
        socket.send(encodeFrame([{ type: "sync-step-2", update: current }]));
      }
    }
  };
  socket.onclose = ({ code, reason }) => {
    saved.reject(new Error(`Cannot fill the board: the server closed with ${code} ${reason}`));
    closed.resolve();
  };
  await opened.promise;
  let version = 0;
  for (const part of splitUpdate(update, PART_BYTES)) {
    saved = Promise.withResolvers<void>();
    current = part;
    socket.send(encodeFrame([{ type: "update", update: part }, { type: "saved", version: ++version }]));
    await saved.promise;
  }
  saved.promise.catch(() => {
    // It is closed on purpose.
  });
  socket.close();
  await closed.promise;
}
