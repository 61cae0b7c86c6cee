/** Boards full of strokes, made by Gesso's own code, in parts that can be sent; and how a server gets one. */

import * as Y from "yjs";
import { createBoard } from "../../core/board/board.ts";
import { createIdSource } from "../../core/board/ids.ts";
import { orderAfter } from "../../core/board/order.ts";
import { LOCAL } from "../../core/board/origin.ts";
import { type InkPoint, packPoints } from "../../core/geometry/points.ts";
import { seeded } from "../numbers.ts";
import { Guest, type Target } from "./guest.ts";
import { Hand, SMALL_VALUE_BYTES } from "./hand.ts";
import { knownOf } from "./hand_reader.ts";
import { sleep } from "./time.ts";

export interface FullBoard {
  readonly client: number;
  /** Each builds on those before it. */
  readonly parts: readonly { readonly update: Uint8Array; readonly reach: number }[];
  readonly bytes: number;
}

const STROKES_A_PART = 1_000;
const POINTS = 50, STEP = 5, WORLD = 20_000;
/** Between two parts: a server may have no more time than this for one peer's updates. */
const PACE_MS = 60;
const SETTLED_MS = 500;
/** Nobody of a load has it. */
const PAINTER = 2_000_000;

const boards = new Map<number, FullBoard>();

/** This many strokes of 50 points, one transaction each, as people draw. */
export function fullBoard(strokes: number): FullBoard {
  const made = boards.get(strokes) ?? make(strokes);
  boards.set(strokes, made);
  return made;
}

/** Resolves once the server has all of it. The guest who brought it stays, so that the board stays in memory. */
export async function fill(target: Target, name: string, board: FullBoard): Promise<Guest> {
  const hand = new Hand({ index: PAINTER, valueBytes: SMALL_VALUE_BYTES, overwrites: false });
  const painter = await Guest.join(target, { board: name, hand });
  const last = board.parts.at(-1)?.reach ?? 0;
  for (let known = 0, tries = 0; known < last; tries++) {
    if (tries > 20) throw new Error(`Cannot fill ${name}: the server has ${known} of ${last}`);
    for (const { update, reach } of board.parts) {
      if (reach <= known) continue;
      painter.bring(update);
      await sleep(PACE_MS);
    }
    await sleep(SETTLED_MS);
    known = await reachOf(target, name, board.client);
  }
  return painter;
}

async function reachOf(target: Target, board: string, client: number): Promise<number> {
  const hand = new Hand({ index: PAINTER + 1, valueBytes: SMALL_VALUE_BYTES, overwrites: false });
  const { promise, resolve } = Promise.withResolvers<Uint8Array>();
  const probe = await Guest.join(target, {
    board,
    hand,
    onHeard: (heard) => heard.type === "step 1" && resolve(heard.stateVector.slice()),
  });
  const stateVector = await promise;
  probe.cut();
  return knownOf(stateVector, client);
}

function make(strokes: number): FullBoard {
  const random = seeded(7);
  const newId = createIdSource((n) => Uint8Array.from({ length: n }, () => Math.floor(random() * 256)));
  const board = createBoard();
  const parts: { update: Uint8Array; reach: number }[] = [];
  const client = board.doc.clientID;
  let z: string | undefined, before = Y.encodeStateVector(board.doc), bytes = 0;
  for (let i = 1; i <= strokes; i++) {
    z = orderAfter(z);
    const { xy, bytes: packed } = packPoints({ points: wander(random), pressure: "device" });
    const shape = {
      kind: "stroke",
      id: newId(),
      z,
      xy: [xy.x, xy.y],
      color: "ink",
      size: 4,
      points: packed,
    } as const;
    board.apply([{ op: "put", shape }], LOCAL);
    if (i % STROKES_A_PART !== 0 && i < strokes) continue;
    const update = Y.encodeStateAsUpdate(board.doc, before);
    before = Y.encodeStateVector(board.doc);
    bytes += update.length;
    parts.push({ update, reach: Y.getState(board.doc.store, client) });
  }
  board.dispose();
  return { client, parts, bytes };
}

/** As a hand does: a few units a step, turning slowly, pressing now more, now less. */
function wander(random: () => number): InkPoint[] {
  const from = { x: random() * WORLD, y: random() * WORLD };
  let direction = random() * 2 * Math.PI, pressure = 0.5;
  const points: InkPoint[] = [];
  for (let { x, y } = from; points.length < POINTS;) {
    direction += random() - 0.5;
    pressure = Math.min(1, Math.max(0.1, pressure + random() / 5 - 0.1));
    x += Math.cos(direction) * STEP;
    y += Math.sin(direction) * STEP;
    points.push({ x, y, pressure });
  }
  return points;
}
