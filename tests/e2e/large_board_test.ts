/** A board too large to be shown at once, and this browser's copy of it, in real Chromium with its real IndexedDB. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import * as Y from "yjs";
import { createBoard } from "../../core/board/board.ts";
import { createIdSource } from "../../core/board/ids.ts";
import { orderAfter } from "../../core/board/order.ts";
import { LOCAL } from "../../core/board/origin.ts";
import { packPoints } from "../../core/geometry/points.ts";
import { decodeFrame, encodeFrame, KEY_PREFIX, SUBPROTOCOL } from "../../core/protocol/message.ts";
import { splitUpdate } from "../../core/protocol/split_update.ts";
import { drag, editLink, hasShapes, isReady, type Keys, newBoard, says } from "./board_page.ts";
import { People } from "./browser.ts";
import { startServerProcess } from "./server_process.ts";

const STROKES = 30_000;
const PART_BYTES = 256 * 1024;
/**
 * Far above the 50 ms that hold on a quiet machine, for a busy one stops a page for longer by itself; far below the
 * second that such a board takes at once.
 */
const LONGEST_TASK_MS = 300;

interface Growth {
  /** Distinct counts of shapes, each seen in a frame of its own. */
  readonly steps: number;
  /** How many shapes there were when the first were painted. */
  readonly paintedAt: number;
  /** Of what was done once the page stood. */
  readonly longestTaskMs: number;
}

declare global {
  var growth: Growth | undefined;
}

Deno.test("large board: it is seen bit by bit, from the server and then from this browser's copy", async () => {
  await using server = await startServerProcess();
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  await fill(server.url, keys, boardOf(STROKES));
  const page = await people.open("about:blank");
  await page.addInitScript(watchGrowth);
  await page.goto(editLink(server.url, keys));
  await hasShapes(page, STROKES);
  await says(page, "Saved");
  await isSeenBitByBit(page);

  await cutOff(page);
  await page.reload();
  await hasShapes(page, STROKES);
  await isSeenBitByBit(page);
  await page.keyboard.press("p");
  await drag(page, [[300, 300], [400, 400]]);
  await hasShapes(page, STROKES + 1);
  await page.reload();
  await hasShapes(page, STROKES + 1);
});

Deno.test("large board: what is drawn in two windows of one browser is there after both were left at once", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const link = editLink(server.url, await newBoard(server.url));
  const ann = await people.open(link);
  await isReady(ann);
  await says(ann, "Saved");
  const ben = await people.openBeside(ann, link);
  await isReady(ben);
  await says(ben, "Saved");
  for (const page of [ann, ben]) {
    await cutOff(page);
    await page.reload();
    await says(page, "Offline");
  }
  await drag(ann, [[300, 300], [400, 300]]);
  await drag(ben, [[300, 500], [400, 500]]);
  await Promise.all([hasShapes(ann, 1), hasShapes(ben, 1)]);
  await ann.close();
  await ben.reload();
  await hasShapes(ben, 2);
});

Deno.test("large board: a copy that y-indexeddb has kept is read, and added to", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  const page = await people.open(`${server.url}/health`);
  const rows = [...splitUpdate(boardOf(20), 1_000)].map((row) => [...row]);
  await page.evaluate(keepAsYIndexedDb, { name: `gesso/${keys.boardId}`, rows });
  await cutOff(page);
  await page.goto(editLink(server.url, keys));
  await hasShapes(page, 20);
  await drag(page, [[300, 300], [400, 400]]);
  await hasShapes(page, 21);
  await page.reload();
  await hasShapes(page, 21);
});

Deno.test("large board: when the browser's copy is deleted under the page, drawing and saving go on", async () => {
  await using server = await startServerProcess({ STORE: "memory" });
  await using people = await People.gather();
  const keys = await newBoard(server.url);
  const page = await people.open(editLink(server.url, keys));
  await isReady(page);
  await drag(page, [[300, 300], [400, 400]]);
  await says(page, "Saved");
  await page.evaluate((name) =>
    new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = reject;
    }), `gesso/${keys.boardId}`);
  await drag(page, [[300, 500], [400, 500]]);
  await says(page, "Saved");
  const other = await people.open(editLink(server.url, keys));
  await hasShapes(other, 2);
});

async function isSeenBitByBit(page: Page): Promise<void> {
  const growth = await page.evaluate(() => globalThis.growth);
  assert.ok(growth);
  const told = JSON.stringify(growth);
  assert.ok(growth.steps >= 10, told);
  assert.ok(growth.paintedAt > 0 && growth.paintedAt < STROKES, told);
  assert.ok(growth.longestTaskMs < LONGEST_TASK_MS, told);
}

/** The page itself comes from the server: only the board's own connection is cut, by both ways. */
async function cutOff(page: Page): Promise<void> {
  await page.routeWebSocket(/\/ws\//, (socket) => void socket.close());
  await page.route(/\/stream\//, (route) => route.abort());
}

/** Short strokes, the first of them in view, and the last far away. */
function boardOf(strokes: number): Uint8Array {
  const board = createBoard();
  const newId = createIdSource((count) => crypto.getRandomValues(new Uint8Array(count)));
  let z: string | undefined;
  for (let i = 0; i < strokes; i++) {
    z = orderAfter(z);
    const [x, y] = [(i % 100) * 12, Math.floor(i / 100) * 12];
    const points = Array.from({ length: 10 }, (_, j) => ({ x: x + j, y: y + (j % 3) * 4, pressure: 0.5 }));
    const { xy, bytes } = packPoints({ points, pressure: "velocity" });
    const look = { color: "ink", size: 4 } as const;
    const shape = { kind: "stroke", id: newId(), z, xy: [xy.x, xy.y], ...look, points: bytes } as const;
    board.apply([{ op: "put", shape }], LOCAL);
  }
  const update = Y.encodeStateAsUpdate(board.doc);
  board.dispose();
  return update;
}

/** As somebody who has drawn it all elsewhere, and waits until it is on the server's disk. */
async function fill(serverUrl: string, { boardId, editKey }: Keys, update: Uint8Array): Promise<void> {
  const address = `${serverUrl.replace(/^http/, "ws")}/ws/${boardId}`;
  const socket = new WebSocket(address, [SUBPROTOCOL, KEY_PREFIX + editKey]);
  socket.binaryType = "arraybuffer";
  const saved = Promise.withResolvers<void>();
  socket.onmessage = ({ data }) => {
    if (decodeFrame(new Uint8Array(data)).some(({ type }) => type === "saved")) saved.resolve();
  };
  const closed = new Promise((resolve) => socket.onclose = resolve);
  await new Promise((resolve) => socket.onopen = resolve);
  for (const part of splitUpdate(update, PART_BYTES)) {
    socket.send(encodeFrame([{ type: "update", update: part }]));
  }
  socket.send(encodeFrame([{ type: "saved", version: 1 }]));
  await saved.promise;
  socket.close();
  await closed;
}

/** Runs in the page, before anything of it: looks at every frame until it is told to stop. */
function watchGrowth(): void {
  let steps = 0, count = 0, paintedAt = 0, longestTaskMs = 0, stoodAt = Infinity;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      if (startTime > stoodAt) longestTaskMs = Math.max(longestTaskMs, duration);
    }
  }).observe({ entryTypes: ["longtask"] });
  const isPainted = () => {
    const canvas = document.querySelector("canvas");
    const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, 40).data;
    return pixels?.some((value, i) => i % 4 === 1 && value < 128) === true;
  };
  const look = () => {
    const now = globalThis.__gesso?.count() ?? 0;
    if (now !== count) {
      steps++;
      stoodAt = Math.min(stoodAt, performance.now());
    }
    count = now;
    if (count > 0 && paintedAt === 0 && isPainted()) paintedAt = count;
    globalThis.growth = { steps, paintedAt, longestTaskMs };
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page. */
function keepAsYIndexedDb({ name, rows }: { name: string; rows: number[][] }): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = reject;
    request.onupgradeneeded = () => {
      request.result.createObjectStore("updates", { autoIncrement: true });
      request.result.createObjectStore("custom");
    };
    request.onsuccess = () => {
      const database = request.result;
      const transaction = database.transaction("updates", "readwrite");
      for (const row of rows) transaction.objectStore("updates").add(new Uint8Array(row));
      transaction.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  });
}
