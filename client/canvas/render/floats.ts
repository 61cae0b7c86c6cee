/**
 * Which shapes are moved or faded as one picture, because they are too many to be drawn one by one in each frame, and
 * how far each picture is: gathered over some frames, up once it is there, landing until the tiles below have its
 * shapes again. Bookkeeping over a port; draws nothing.
 */

import { boundsOf } from "../../../core/board/bounds.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import { type Box, move, union } from "../../../core/geometry/box.ts";
import { subtract, type Vec } from "../../../core/geometry/vec.ts";
import type { FloatId } from "./tile_message.ts";
import type { FloatPlace, TileView } from "./tile_view.ts";

/** Shapes that a view wants moved or faded together. Longer in a later frame: those before are still in it. */
export interface Group {
  readonly ids: readonly ShapeId[];
  readonly by: Vec;
  readonly alpha: number;
  /** `away`: they are where the picture is. `here`: they stay where they are as well, and the picture shows copies. */
  readonly originals: "away" | "here";
}

export interface Floats {
  /** Takes up what of these groups is too much to be drawn shape by shape. Returns the rest of each, to be drawn so. */
  update(groups: readonly Group[], time: number): Group[];
  readonly places: readonly FloatPlace[];
  /** There is more to be told of in the next frame. */
  readonly busy: boolean;
  /** Whether it is in a picture instead of where it was. */
  has(id: ShapeId): boolean;
  /** Not on the board any more. */
  remove(ids: readonly ShapeId[]): void;
  /** Forgets those that have landed. `isIn`: whether the tiles in view are of that version. */
  prune(isIn: (version: number) => boolean): void;
}

export interface FloatsOptions {
  readonly tiles: Pick<TileView, "gather" | "isReady" | "float" | "land" | "forget" | "version">;
  get(id: ShapeId): Shape | undefined;
}

type Stage =
  /** On its way into a picture; the tiles still show it. */
  | { readonly is: "gathering"; readonly since: number }
  | { readonly is: "up" }
  | { readonly is: "landing"; readonly version: number };

interface Float {
  readonly id: FloatId;
  stage: Stage;
  ids: readonly ShapeId[];
  /** How many of them the maker was told of, and how many are taken out of the tiles. */
  gathered: number;
  risen: number;
  readonly members: Set<ShapeId>;
  /** Around all that was gathered, where it was then, and around what of it is not taken out yet. */
  box: Box | undefined;
  waiting: Box | undefined;
  /** Where the first of them was then. */
  from: Vec | undefined;
  by: Vec;
  alpha: number;
  readonly originals: Group["originals"];
}

/** Fewer than these are drawn one by one: at once, and without a picture of their own. */
export const LEAST_FLOATING = 200;
/** Told in one frame. */
const IDS_A_FRAME = 4000;
/** A picture that takes longer than this is shown as far as it is. */
const PATIENCE_MS = 3000;

export function createFloats({ tiles, get }: FloatsOptions): Floats {
  let floats: Float[] = [];
  let lastId = 0;

  const gather = (float: Float): void => {
    const more = float.ids.slice(float.gathered, float.gathered + IDS_A_FRAME);
    float.gathered += more.length;
    let box: Box | undefined;
    for (const id of more) {
      const shape = get(id);
      if (!shape) continue;
      float.members.add(id);
      float.from ??= { x: shape.xy[0], y: shape.xy[1] };
      box = box ? union(box, boundsOf(shape)) : boundsOf(shape);
    }
    if (!box) return;
    float.box = float.box ? union(float.box, box) : box;
    float.waiting = float.waiting ? union(float.waiting, box) : box;
    tiles.gather(float.id, more, box);
  };

  const rise = (float: Float, time: number): void => {
    if (!float.waiting || float.gathered < float.ids.length - LEAST_FLOATING) return;
    const impatient = float.stage.is === "gathering" && time - float.stage.since > PATIENCE_MS;
    if (!impatient && !tiles.isReady(float.id)) return;
    if (float.originals === "away") tiles.float(float.id, float.waiting);
    float.waiting = undefined;
    float.risen = float.gathered;
    float.stage = { is: "up" };
  };

  const goOn = (float: Float, group: Group, time: number): Group => {
    const { ids, by, alpha } = group;
    Object.assign(float, { ids, by, alpha });
    const waiting = ids.length - float.gathered;
    if (waiting > leastGathered(float)) gather(float);
    rise(float, time);
    // Of those the picture does not have yet, only as many as can be drawn one by one.
    const rest = float.stage.is === "up" ? ids.slice(Math.max(float.risen, ids.length - LEAST_FLOATING)) : [];
    return { ...group, ids: rest };
  };

  const land = (float: Float): void => {
    if (float.stage.is === "landing") return;
    if (float.stage.is === "gathering" || !float.box) return forget(float);
    if (float.originals === "here") {
      // If copies were made of them, that is the latest change.
      float.stage = { is: "landing", version: tiles.version };
      return;
    }
    const [first = ""] = float.members;
    const shape = get(first);
    // Faded shapes that stay, and moved ones that were not, are again what they were.
    float.by = shape && float.from
      ? subtract({ x: shape.xy[0], y: shape.xy[1] }, float.from)
      : { x: 0, y: 0 };
    float.alpha = 1;
    const version = tiles.land(float.id, union(float.box, move(float.box, float.by)));
    float.stage = { is: "landing", version };
  };

  const forget = (float: Float): void => {
    tiles.forget(float.id);
    floats = floats.filter((other) => other !== float);
  };

  const start = (group: Group, time: number): Float => {
    const float: Float = {
      id: ++lastId,
      stage: { is: "gathering", since: time },
      ids: group.ids,
      gathered: 0,
      risen: 0,
      members: new Set(),
      box: undefined,
      waiting: undefined,
      from: undefined,
      by: group.by,
      alpha: group.alpha,
      originals: group.originals,
    };
    floats.push(float);
    return float;
  };

  return {
    update(groups, time) {
      const wanted = new Set<Float>();
      const rest = groups.map((group) => {
        const known = floats.find((float) => !wanted.has(float) && isSameGroup(float, group));
        if (!known && group.ids.length <= LEAST_FLOATING) return group;
        const float = known ?? start(group, time);
        wanted.add(float);
        return goOn(float, group, time);
      });
      for (const float of floats) if (!wanted.has(float)) land(float);
      return rest;
    },
    get places() {
      return floats.map(({ id, by, alpha, stage }) => ({ id, by, alpha, shown: stage.is !== "gathering" }));
    },
    get busy() {
      return floats.some((float) =>
        float.stage.is !== "landing" && float.ids.length - float.gathered > leastGathered(float)
      );
    },
    has: (id) => floats.some(({ members, originals }) => originals === "away" && members.has(id)),
    remove(ids) {
      for (const float of floats) for (const id of ids) float.members.delete(id);
      for (const float of floats) {
        if (float.members.size === 0 && float.stage.is !== "gathering") forget(float);
      }
    },
    prune(isIn) {
      for (const float of floats) {
        if (float.stage.is === "landing" && isIn(float.stage.version)) forget(float);
      }
    },
  };
}

/** Once a picture is up, a few more are not worth a new one. */
function leastGathered({ stage }: Float): number {
  return stage.is === "up" ? LEAST_FLOATING : 0;
}

/** Whether a group is what a float was made for, and maybe more. */
function isSameGroup({ ids, stage, originals }: Float, group: Group): boolean {
  if (stage.is === "landing" || originals !== group.originals || group.ids.length < ids.length) return false;
  if (group.ids === ids) return true;
  const last = ids.length - 1;
  return group.ids[0] === ids[0] && group.ids[last] === ids[last];
}
