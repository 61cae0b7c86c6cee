/** Resizing without a pointer: a side of what is selected, or the end of a line, is dragged by a step. Pure. */

import type { Edit } from "../../../core/board/edit.ts";
import { rotate, type Vec } from "../../../core/geometry/vec.ts";
import { NO_FIELD } from "../snapping.ts";
import { change } from "../tools/select_change.ts";
import { type Handle, type Hold, holdable, holdOf } from "../tools/select_handles.ts";
import type { Pressed, ToolContext } from "../tools/tool.ts";

export type Resizing = "wider" | "narrower" | "taller" | "shorter";

const WAYS: Readonly<Record<Resizing, Vec>> = {
  wider: { x: 1, y: 0 },
  narrower: { x: -1, y: 0 },
  taller: { x: 0, y: 1 },
  shorter: { x: 0, y: -1 },
};
const START: Vec = { x: 0, y: 0 };

/** `step`: world units. The top left stays where it is. */
export function resizing(way: Resizing, step: number, context: ToolContext): Edit[] {
  const shapes = holdable(context.scene, context.selection);
  const hold = holdOf(shapes, context.scene.looks);
  if (!hold || hold.locked) return [];
  const { x, y } = WAYS[way];
  const drag = dragOf(hold, { x: x * step, y: y * step }, 1 / context.zoom);
  if (!drag) return [];
  const at = { world: drag.by, screen: { x: 0, y: 0 }, pressure: 0.5 };
  const grab = { handle: drag.handle, hold, shapes, from: START, field: NO_FIELD };
  const { changes } = change(grab, at, freely(drag.handle, context), context);
  return changes().map(({ id, props }) => ({ op: "set", id, props }));
}

/** `least`: world units. Nothing gets smaller than that, and nothing is mirrored. */
function dragOf(hold: Hold, by: Vec, least: number): { handle: Handle; by: Vec } | undefined {
  const { box, angle, sides } = hold;
  const end = hold.points.find(({ handle }) => handle.part === "end");
  if (end && sides.length === 0) {
    return { handle: { kind: "point", handle: end.handle }, by: offEnd(end.at, by) };
  }
  const width = box.maxX - box.minX, height = box.maxY - box.minY;
  const x = Math.max(by.x, Math.min(0, least - width)), y = Math.max(by.y, Math.min(0, least - height));
  const side = by.x === 0 ? "s" : "e";
  if (sides.includes(side)) return dragged(side, { x, y });
  // A text is as high as its letters make it.
  return height > 0 && sides.includes("se") ? dragged("se", { x: y * width / height, y }) : undefined;

  function dragged(side: "s" | "e" | "se", by: Vec): { handle: Handle; by: Vec } {
    return { handle: { kind: "size", side }, by: rotate(by, { about: START, by: angle }) };
  }
}

/** The end of a line goes to where it is dragged, not by so much. */
function offEnd(end: Vec, by: Vec): Vec {
  return { x: end.x + by.x, y: end.y + by.y };
}

/** As with the key held that keeps a drag from catching on others, and an arrow from holding on to them. */
function freely({ kind }: Handle, { options }: ToolContext): Pressed {
  return { shift: false, alt: false, mod: kind === "point" || options.snapToShapes, pointer: "mouse" };
}
