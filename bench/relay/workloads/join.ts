/** Joining a full board: alone just after somebody drew, and twenty at once. */

import { fill, type FullBoard, fullBoard } from "../board_parts.ts";
import { median } from "../../numbers.ts";
import { Guest } from "../guest.ts";
import { Hand, SMALL_VALUE_BYTES } from "../hand.ts";
import { isPeer, type RunningServer, type ServerName } from "../servers.ts";
import { now, sleep } from "../time.ts";
import { cpuMsOf, forgetPeak, peakRssKBOf, rssKBOf } from "../usage.ts";
import type { Row, Settings, Workload } from "../workload.ts";

const STROKES = 10_000, MANY_STROKES = 100_000;
const AT_ONCE = 20;
const ALONE = 7;
const BOARD = "join";
/** So that what came before has come to rest. */
const REST_MS = 300;

export const join: Workload = {
  name: "join",
  title: `Joining a board of ${STROKES} strokes (Gesso also ${MANY_STROKES}), ms from connecting on`,
  columns: [
    { key: "boardKB", title: "board KB" },
    { key: "firstPartMs", title: "alone: first part", better: "less" },
    { key: "joinedMs", title: "all", better: "less" },
    { key: "cpuMsAJoin", title: "server's CPU ms", better: "less" },
    { key: "atOnceFirstPartMs", title: `${AT_ONCE} at once: first part to the last`, better: "less" },
    { key: "atOnceMs", title: "all to all", better: "less" },
    { key: "atOnceCpuMs", title: "server's CPU ms", better: "less" },
    { key: "atOncePeakMB", title: "RSS grew by MB" },
  ],
  async *run(name, settings) {
    yield await measure(name, settings, STROKES);
    if (!isPeer(name)) yield await measure(name, settings, MANY_STROKES);
  },
};

async function measure(name: ServerName, { machines }: Settings, strokes: number): Promise<Row> {
  await using server = await machines.start(name);
  const board = fullBoard(strokes);
  const painter = await fill(server.target, BOARD, board);
  const values = await measureJoins(server, board, painter);
  painter.cut();
  return { what: `${strokes / 1000}k`, values };
}

async function measureJoins(server: RunningServer, board: FullBoard, painter: Guest): Promise<Row["values"]> {
  let before = cpuMsOf(server.pid);
  const alone: Guest[] = [];
  for (let i = 0; i < ALONE; i++) {
    painter.draw(now());
    await sleep(REST_MS);
    const guest = await joinAs(server, i);
    alone.push(guest);
    guest.cut();
  }
  const cpuMsAJoin = (cpuMsOf(server.pid) - before) / ALONE;
  painter.draw(now());
  await sleep(2 * REST_MS);

  before = cpuMsOf(server.pid);
  forgetPeak(server.pid);
  const rssBefore = rssKBOf(server.pid);
  const started = performance.now();
  const together = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => joinAs(server, ALONE + i)));
  const atOnceMs = performance.now() - started;
  for (const guest of together) guest.cut();
  return {
    boardKB: board.bytes / 1024,
    firstPartMs: median(alone.map(untilFirstPart)),
    joinedMs: median(alone.map(untilJoined)),
    cpuMsAJoin,
    atOnceFirstPartMs: Math.max(...together.map(untilFirstPart)),
    atOnceMs,
    atOnceCpuMs: cpuMsOf(server.pid) - before,
    atOncePeakMB: (peakRssKBOf(server.pid) - rssBefore) / 1024,
  };
}

function joinAs({ target }: RunningServer, index: number): Promise<Guest> {
  const hand = new Hand({ index, valueBytes: SMALL_VALUE_BYTES, overwrites: false });
  return Guest.join(target, { board: BOARD, hand });
}

function untilFirstPart({ times: { asked, firstPart } }: Guest): number {
  return (firstPart ?? Infinity) - asked;
}

function untilJoined({ times: { asked, joined } }: Guest): number {
  return (joined ?? Infinity) - asked;
}
