/** Other people's cursors and gestures on their way, smoothed between the moments we hear of them. Time is passed in. */

import { type Draft, idsOf } from "../../core/board/draft.ts";
import type { BoardChange } from "../../core/board/edit.ts";
import { wordsOf } from "../../core/board/schema.ts";
import type { Shape, ShapeId } from "../../core/board/shape.ts";
import { mix, type Vec } from "../../core/geometry/vec.ts";
import type { Presence } from "../../core/protocol/presence.ts";
import type { RemoteCursor } from "./render/view.ts";

export interface RemotePeer {
  readonly clientId: number;
  readonly presence: Presence;
}

export interface Remote {
  readonly drafts: readonly Draft[];
  /** Shapes that somebody writes in, as they will be. */
  readonly instead: readonly Shape[];
  setPeers(peers: readonly RemotePeer[], time: number): void;
  show(from: number, draft: Draft | undefined): void;
  /** Drops the drafts whose shapes have now come, or have gone. */
  settle(change: BoardChange): void;
  /** Where to draw the cursors at this time (ms), and when they will look different: 0 is the next frame. */
  cursors(
    time: number,
  ): { readonly cursors: readonly RemoteCursor[]; readonly changesIn: number | undefined };
}

interface Cursor {
  readonly name: string;
  readonly color: string;
  readonly from: Vec;
  readonly to: Vec;
  readonly movedAt: number;
}

interface Shown {
  readonly draft: Draft;
  /** The shape was there before: somebody writes in it. */
  readonly replaces: boolean;
}

/** ms a cursor takes to a new place: about the time between two updates, so that it never stands still between. */
const LERP_MS = 80;
const IDLE_MS = 3_000;
const AWAY_MS = 60_000;
const FADE_MS = 200;
const IDLE_OPACITY = 0.4;

/** `get`: the shape as it is on the board. */
export function createRemote(get: (id: ShapeId) => Shape | undefined): Remote {
  const cursors = new Map<number, Cursor>();
  const drafts = new Map<number, Shown>();
  let known = new Set<number>();

  return {
    get drafts() {
      return [...drafts.values()].flatMap(({ draft, replaces }) => replaces ? [] : [draft]);
    },
    get instead() {
      // Of two who write in one text, what was heard last.
      const shapes = new Map<ShapeId, Shape>();
      for (const { draft, replaces } of drafts.values()) {
        if (replaces && draft.kind === "shape") shapes.set(draft.shape.id, draft.shape);
      }
      return [...shapes.values()];
    },
    setPeers: (peers, time) => {
      const ids = new Set(peers.map(({ clientId }) => clientId));
      for (const id of known) if (!ids.has(id)) drafts.delete(id);
      for (const id of cursors.keys()) if (!ids.has(id)) cursors.delete(id);
      known = ids;
      for (const { clientId, presence } of peers) {
        const next = heading(cursors.get(clientId), presence, time);
        if (next) cursors.set(clientId, next);
        else cursors.delete(clientId);
      }
    },
    show: (from, draft) => {
      const known = draft?.kind === "shape" ? get(draft.shape.id) : undefined;
      const replaces = known !== undefined && draft?.kind === "shape" &&
        wordsOf(draft.shape) !== wordsOf(known);
      // Its commit overtook it on the way.
      const late = draft !== undefined && !isOfThere(draft) && !replaces &&
        idsOf(draft).some((id) => get(id) !== undefined);
      drafts.delete(from);
      if (draft && !late) drafts.set(from, { draft, replaces });
    },
    settle: ({ put, removed }) => {
      if (drafts.size === 0) return;
      const come = new Set(put.map(({ id }) => id));
      const gone = new Set(removed);
      for (const [from, { draft, replaces }] of drafts) {
        if (idsOf(draft).some((id) => gone.has(id) || (!replaces && come.has(id)))) drafts.delete(from);
      }
    },
    cursors: (time) => {
      let changesIn: number | undefined;
      const drawn: RemoteCursor[] = [];
      for (const { name, color, from, to, movedAt } of cursors.values()) {
        const age = time - movedAt;
        const next = changeAfter(age);
        if (next !== undefined) changesIn = Math.min(changesIn ?? Infinity, next);
        const opacity = opacityAfter(age);
        if (opacity > 0) drawn.push({ at: mix(from, to, progress(age)), name, color, opacity });
      }
      return { cursors: drawn, changesIn };
    },
  };
}

/** It is about shapes that are on the board. */
function isOfThere({ kind }: Draft): boolean {
  return kind === "move" || kind === "change";
}

/** A cursor on its way from where it is drawn now to where it was last seen. */
function heading(cursor: Cursor | undefined, presence: Presence, time: number): Cursor | undefined {
  const { name, color, cursor: to } = presence;
  if (!to) return undefined;
  if (!cursor) return { name, color, from: to, to, movedAt: time };
  if (cursor.to.x === to.x && cursor.to.y === to.y) return { ...cursor, name, color };
  const from = mix(cursor.from, cursor.to, progress(time - cursor.movedAt));
  return { name, color, from, to, movedAt: time };
}

function progress(age: number): number {
  return Math.min(1, Math.max(0, age / LERP_MS));
}

function opacityAfter(age: number): number {
  const fade = (from: number, to: number, since: number) =>
    from + (to - from) * Math.min(1, Math.max(0, (age - since) / FADE_MS));
  return age < AWAY_MS ? fade(1, IDLE_OPACITY, IDLE_MS) : fade(IDLE_OPACITY, 0, AWAY_MS);
}

/** How long, in ms, a cursor of this age stays as it is; undefined: for good. */
function changeAfter(age: number): number | undefined {
  if (age < LERP_MS) return 0;
  for (const moment of [IDLE_MS, AWAY_MS]) {
    if (age < moment) return moment - age;
    if (age < moment + FADE_MS) return 0;
  }
  return undefined;
}
