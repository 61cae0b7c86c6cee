/** Which shapes belong together: by group and by frame. Knows ids and what shapes say of themselves, not where they are. */

import type { Shape, ShapeId } from "../../core/board/shape.ts";

export interface KinIndex {
  /** Those in a group, at whatever depth. */
  members(group: string): ReadonlySet<ShapeId>;
  /** Those that belong to a frame, whether or not the frame is there. */
  held(frame: ShapeId): ReadonlySet<ShapeId>;
  /** The frames that there are. */
  readonly frames: ReadonlySet<ShapeId>;
  /** Adds or replaces. */
  put(shape: Shape): void;
  remove(id: ShapeId): void;
}

const NONE: ReadonlySet<ShapeId> = new Set();

export function createKinIndex(): KinIndex {
  const groups = new Map<string, Set<ShapeId>>();
  const holders = new Map<ShapeId, Set<ShapeId>>();
  const frames = new Set<ShapeId>();
  // Only what has kin at all: on most boards that is next to nothing.
  const known = new Map<ShapeId, Shape>();

  const remove = (id: ShapeId) => {
    const shape = known.get(id);
    if (!shape) return;
    known.delete(id);
    frames.delete(id);
    for (const group of shape.groups ?? []) take(groups, group, id);
    if (shape.frame !== undefined) take(holders, shape.frame, id);
  };

  return {
    members: (group) => groups.get(group) ?? NONE,
    held: (frame) => holders.get(frame) ?? NONE,
    frames,
    put(shape) {
      const { id, kind, groups: within, frame } = shape;
      remove(id);
      if (within === undefined && frame === undefined && kind !== "frame") return;
      known.set(id, shape);
      for (const group of within ?? []) put(groups, group, id);
      if (frame !== undefined) put(holders, frame, id);
      if (kind === "frame") frames.add(id);
    },
    remove,
  };
}

function put(sets: Map<string, Set<ShapeId>>, key: string, id: ShapeId): void {
  const set = sets.get(key);
  if (set) set.add(id);
  else sets.set(key, new Set([id]));
}

function take(sets: Map<string, Set<ShapeId>>, key: string, id: ShapeId): void {
  const set = sets.get(key);
  set?.delete(id);
  if (set?.size === 0) sets.delete(key);
}
