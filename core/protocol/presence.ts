/** What a person shows of themselves to the others: the value inside y-protocols' awareness, parsed. */

import { isPair } from "../board/schema.ts";
import { fitText } from "../board/text_diff.ts";
import type { Box } from "../geometry/box.ts";
import type { Vec } from "../geometry/vec.ts";

export interface Presence {
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
  /** World position of the pointer; none while it is off the board. */
  readonly cursor: Vec | undefined;
  /** What of the world is on this person's screen; none from a client that does not tell. */
  readonly view?: Box | undefined;
}

/** UTF-16 code units. */
const MAX_NAME = 40;
const NAMELESS = "Guest";
const GREY = "#8a8f98";

/** The state to put into awareness: `user` as y-websocket's other clients write and read it. */
export function presenceState(presence: Presence): Record<string, unknown> {
  const { name, color, cursor, view } = presence;
  return {
    user: { name, color },
    cursor: cursor ? [round(cursor.x), round(cursor.y)] : null,
    ...(view ? { view: [view.minX, view.minY, view.maxX, view.maxY].map(Math.round) } : {}),
  };
}

/** Reads anybody's awareness state leniently; undefined when it is no object. */
export function parsePresence(state: unknown): Presence | undefined {
  if (typeof state !== "object" || state === null) return undefined;
  const { user, cursor, view } = state as Record<string, unknown>;
  const { name, color } = (typeof user === "object" && user !== null ? user : {}) as Record<string, unknown>;
  return {
    name: typeof name === "string" && name.trim() ? fitText(name.trim(), MAX_NAME) : NAMELESS,
    color: typeof color === "string" && /^#[0-9a-f]{6}$/i.test(color) ? color : GREY,
    cursor: parseCursor(cursor),
    view: parseView(view),
  };
}

function parseCursor(cursor: unknown): Vec | undefined {
  return isPair(cursor) ? { x: cursor[0], y: cursor[1] } : undefined;
}

function parseView(view: unknown): Box | undefined {
  if (!Array.isArray(view) || view.length !== 4 || !view.every(Number.isFinite)) return undefined;
  const [minX, minY, maxX, maxY] = view as [number, number, number, number];
  return minX <= maxX && minY <= maxY ? { minX, minY, maxX, maxY } : undefined;
}

// Two decimals: a cursor is drawn, not computed with.
function round(n: number): number {
  return Math.round(n * 100) / 100;
}
