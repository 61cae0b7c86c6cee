/** Boards that edit at random over a bad link end up equal. SEED=<n> replays one run. */

import assert from "node:assert/strict";
import * as Y from "yjs";
import { type Board, createBoard } from "../../../core/board/board.ts";
import { cutsFrom } from "../../../core/board/cuts.ts";
import type { Edit } from "../../../core/board/edit.ts";
import { createHistory, type History } from "../../../core/board/history.ts";
import { createIdSource } from "../../../core/board/ids.ts";
import { PAPERS } from "../../../core/board/looks.ts";
import { compareOrder, orderBetween } from "../../../core/board/order.ts";
import { LOCAL, REMOTE, STORE } from "../../../core/board/origin.ts";
import { wordsOf } from "../../../core/board/schema.ts";
import { COLORS, type Cuts, type Shape, type ShapeProps } from "../../../core/board/shape.ts";
import {
  arrow,
  below,
  pick,
  picture,
  polyline,
  type Random,
  randomBytesFrom,
  rectangle,
  seeded,
  stroke,
  text,
} from "./samples.ts";

const RUNS = 1_000;
const STEPS = 40;
const LOSS = 0.15, DUPLICATION = 0.15;

Deno.test("convergence: boards over a lossy, reordering, duplicating link end up equal", () => {
  const replay = Deno.env.get("SEED");
  const seeds = replay ? [Number(replay)] : Array.from({ length: RUNS }, (_, i) => i + 1);
  const seen = { shapes: 0, skipped: 0, lost: 0, undone: 0 };
  for (const seed of seeds) {
    const log: string[] = [];
    try {
      const outcome = run(seed, log);
      seen.shapes += outcome.shapes;
      seen.skipped += outcome.skipped;
      seen.lost += outcome.lost;
      seen.undone += outcome.undone;
    } catch (cause) {
      throw new Error(`Boards differ with SEED=${seed} after:\n${log.join("\n")}`, { cause });
    }
  }
  // Lest the runs agree because nothing happens in them.
  if (!replay) {
    for (const [what, count] of Object.entries(seen)) assert(count > RUNS / 2, `${what}: ${count}`);
  }
});

interface Site {
  readonly name: string;
  readonly board: Board;
  readonly history: History;
  /** Updates on their way here. */
  readonly inbox: Uint8Array[];
  /** What its listeners were told, put together. */
  readonly told: Map<string, Shape>;
}

function run(seed: number, log: string[]): { shapes: number; skipped: number; lost: number; undone: number } {
  const random = seeded(seed);
  const newId = createIdSource(randomBytesFrom(random));
  const ids: string[] = [];
  const sites = Array.from({ length: 2 + below(3, random) }, (_, i) => createSite(`board ${i}`, random));
  let lost = 0, undone = 0;
  for (const site of sites) {
    site.board.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE) return;
      for (const other of sites) {
        if (other === site) continue;
        if (random() < LOSS) {
          lost++;
          continue;
        }
        other.inbox.push(update);
        if (random() < DUPLICATION) other.inbox.push(update);
      }
    });
  }

  for (let step = 0; step < STEPS; step++) {
    const site = pick(sites, random);
    const act = random();
    if (act < 0.4) {
      deliver(site, random, log);
    } else if (act < 0.5 && site.history.canUndo) {
      log.push(`${site.name}: undo`);
      site.history.undo();
      undone++;
    } else if (act < 0.56 && site.history.canRedo) {
      log.push(`${site.name}: redo`);
      site.history.redo();
    } else if (act < 0.62) {
      disturb(site, pick([...ids, "junk-id-"], random), random, log);
    } else {
      const edits = Array.from(
        { length: 1 + below(3, random) },
        () => randomEdit(site.board, ids, newId, random),
      );
      log.push(`${site.name}: ${JSON.stringify(edits)}`);
      site.board.apply(edits, LOCAL);
    }
  }
  const [hub] = sites;
  assert(hub);
  handshake(sites, hub);
  assertEqual(sites);
  const outcome = { shapes: [...hub.board.shapes()].length, skipped: hub.board.skipped, lost, undone };
  for (const { board, history } of sites) {
    history.dispose();
    board.dispose();
  }
  return outcome;
}

function createSite(name: string, random: Random): Site {
  const board = createBoard();
  board.doc.clientID = below(2 ** 31, random);
  const told = new Map<string, Shape>();
  board.onChange(({ put, removed }) => {
    for (const id of removed) {
      assert(told.delete(id), `${name} told of the removal of ${id}, which was not there`);
    }
    for (const shape of put) told.set(shape.id, shape);
  });
  return { name, board, history: createHistory(board), inbox: [], told };
}

/** Any one of the updates on their way: they overtake each other. */
function deliver(site: Site, random: Random, log: string[]): void {
  const { inbox } = site;
  if (inbox.length === 0) return;
  const [update] = inbox.splice(below(inbox.length, random), 1);
  assert(update);
  log.push(`${site.name}: receives ${update.length} bytes`);
  Y.applyUpdate(site.board.doc, update, REMOTE);
}

/** Writes what no board of this version writes. */
function disturb(site: Site, id: string, random: Random, log: string[]): void {
  const records = site.board.doc.getMap("shapes");
  const { id: _id, ...record } = rectangle(id);
  const writes: readonly (() => void)[] = [
    () => records.set(id, { ...record, kind: "hologram" }),
    () => records.set(id, { ...record, size: "large" }),
    () => records.set(id, record),
    () => records.set(`${id}/xy`, "nowhere"),
    () => records.set(`${id}/opacity`, 0.5),
    () => records.delete(id),
    () => site.board.doc.getMap("texts").set(id, 5),
  ];
  const which = below(writes.length, random);
  log.push(`${site.name}: disturbs ${id} in way ${which}`);
  site.board.doc.transact(() => writes[which]?.(), STORE);
}

function randomEdit(board: Board, ids: string[], newId: () => string, random: Random): Edit {
  const act = random();
  if (ids.length === 0 || act < 0.3) {
    // Sometimes an id that was used before, here or elsewhere.
    const id = ids.length > 0 && random() < 0.1 ? pick(ids, random) : newId();
    ids.push(id);
    return { op: "put", shape: randomShape(id, board, random) };
  }
  const id = pick(ids, random);
  if (act < 0.4) return { op: "remove", id };
  if (act < 0.6) return { op: "write", id, text: retyped(board.get(id), random) };
  if (act < 0.7) return { op: "cut", id, gesture: newId(), cuts: randomCuts(random) };
  if (act < 0.73) return { op: "paper", paper: pick(PAPERS, random) };
  const pair = () => [below(100, random), below(100, random)] as const;
  const props: readonly (() => Partial<ShapeProps>)[] = [
    () => ({ xy: pair() }),
    () => ({ color: pick(COLORS, random) }),
    () => ({ size: below(10, random) }),
    () => ({ z: randomOrder(board, random) }),
    () => ({ wh: pair(), to: pair() }),
    () => ({
      opacity: below(3, random) / 2,
      angle: below(3, random),
      fill: pick(["none", ...COLORS], random),
    }),
    () => ({ groups: pick([[], ["inner", "outer"], ["outer"]], random), locked: random() < 0.5 }),
    () => ({ start: pick([null, { id: pick(ids, random), at: [0.5, 0] as const }], random) }),
  ];
  return { op: "set", id, props: pick(props, random)() };
}

function randomShape(id: string, board: Board, random: Random): Shape {
  const z = randomOrder(board, random);
  const xy = [below(100, random), below(100, random)] as const;
  const makes = [
    () => rectangle(id, { xy, z }),
    () => arrow(id, { xy, z }),
    () => stroke(id, { xy, z }),
    () => text(id, "", { xy, z }),
    () => text(id, "some words 😀", { xy, z }),
    () => rectangle(id, { xy, z, text: "a label" }),
    () => polyline(id, { xy, z }),
    () => picture(id, { xy, z }),
  ];
  return pick(makes, random)();
}

function randomCuts(random: Random): Cuts {
  return cutsFrom(Array.from({ length: 1 + below(2, random) }, () => {
    const from = 3 * random();
    return [from, from + 2 * random()] as const;
  }));
}

function randomOrder(board: Board, random: Random): string {
  const order = [...board.shapes()].sort(compareOrder);
  const at = below(order.length + 1, random);
  return orderBetween(order[at - 1]?.z, order[at]?.z);
}

function retyped(shape: Shape | undefined, random: Random): string {
  const now = shape ? wordsOf(shape) : "";
  const at = below(now.length + 1, random), to = at + below(now.length - at + 1, random);
  return now.slice(0, at) + pick(["", "x", "yz", "😀", "😁\n"], random) + now.slice(to);
}

/** As when they all connect to one server: step 1 and step 2 both ways, until it has told everybody everything. */
function handshake(sites: readonly Site[], hub: Site): void {
  const tell = (from: Site, to: Site) => {
    const missing = Y.encodeStateAsUpdate(from.board.doc, Y.encodeStateVector(to.board.doc));
    Y.applyUpdate(to.board.doc, missing, REMOTE);
  };
  for (const site of sites) if (site !== hub) tell(site, hub);
  for (const site of sites) if (site !== hub) tell(hub, site);
}

function assertEqual(sites: readonly Site[]): void {
  const [first] = sites;
  assert(first);
  const fresh = createBoard();
  Y.applyUpdate(fresh.doc, Y.encodeStateAsUpdate(first.board.doc), REMOTE);
  const expected = painted(fresh.shapes());
  for (const { name, board, told } of sites) {
    assert.deepEqual(board.looks, fresh.looks, `${name} looks otherwise`);
    assert.deepEqual(painted(board.shapes()), expected, `${name} has other shapes than a fresh board`);
    assert.deepEqual(painted(told.values()), expected, `${name} told of other shapes than there are`);
    assert.equal(board.skipped, fresh.skipped, `${name} skipped`);
  }
  fresh.dispose();
}

function painted(shapes: Iterable<Shape>): Shape[] {
  return [...shapes].sort(compareOrder);
}
