/**
 * The frame tool: a drag draws a frame around what is there, which belongs to it from then on; a click puts an empty one.
 * Drawn inside of a frame, it belongs to that one.
 */

import { boundsOf, boxOf } from "../../../core/board/bounds.ts";
import type { Edit } from "../../../core/board/edit.ts";
import { isLocked, paintOrder } from "../../../core/board/looks.ts";
import { orderBetween } from "../../../core/board/order.ts";
import type { Frame, Shape, ShapeId } from "../../../core/board/shape.ts";
import { type Box, holdsBox } from "../../../core/geometry/box.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import type { SceneView } from "../scene.ts";
import { styled } from "../style.ts";
import { dragBox, roundPair } from "./constrain.ts";
import { type Drag, type DragState, dragTool } from "./drag_tool.ts";
import type { Tool, ToolContext } from "./tool.ts";

/** World units: what a click puts. */
const CLICK_SIZE = { width: 640, height: 400 };

const empty = dragTool({
  id: "frame",
  shape(beginnings, { from, to, with: keys, zoom }, style) {
    const { minX, minY, maxX, maxY } = dragBox(from, to, keys);
    return {
      ...styled("frame", style),
      ...beginnings,
      kind: "frame",
      xy: roundPair(minX, minY, zoom),
      wh: roundPair(maxX - minX, maxY - minY, zoom),
      name: "Frame",
    } as Frame;
  },
  click: aroundClick,
});

export const frame: Tool<DragState> = {
  ...empty,
  step(state, event, context) {
    const step = empty.step(state, event, context);
    const [put] = step.edits ?? [];
    return put?.op === "put" ? { ...step, edits: around(put.shape, context) } : step;
  },
};

function aroundClick({ x, y }: Vec): Drag {
  const { width, height } = CLICK_SIZE;
  const from = { x: x - width / 2, y: y - height / 2 };
  return { from, to: { x: from.x + width, y: from.y + height }, with: NO_KEYS, zoom: 1 };
}

const NO_KEYS = { shift: false, alt: false, mod: false };

/** Beneath all that it touches, or its sheet would cover it; but above what lies around all of it. */
function around(shape: Shape, { scene }: ToolContext): Edit[] {
  const box = boundsOf(shape);
  const outer = frameAround(boxOf(shape), scene);
  const met = scene.within(box).filter((each) => !holdsBox(boxOf(each), boxOf(shape)));
  const lowest = met.map(({ z }) => z).sort(compareKeys)[0];
  const ground = scene.meeting(box)
    .filter((each) => holdsBox(boxOf(each), boxOf(shape)))
    .map(({ z }) => z)
    .filter((z) => lowest !== undefined && z < lowest)
    .sort(compareKeys)
    .at(-1);
  const held = met.filter((each) =>
    each.frame === outer && !isLocked(scene.looks, each) && holdsBox(box, boundsOf(each))
  );
  const z = lowest === undefined ? shape.z : orderBetween(ground, lowest);
  return [
    { op: "put", shape: { ...shape, z, ...outer !== undefined && { frame: outer } } },
    ...held.map(({ id }): Edit => ({ op: "set", id, props: { frame: shape.id } })),
  ];
}

/** The topmost frame that holds all of the box and may be changed. */
function frameAround(box: Box, scene: SceneView): ShapeId | undefined {
  if (scene.frames.size === 0) return undefined;
  return scene.meeting(box)
    .filter((each) => each.kind === "frame" && !isLocked(scene.looks, each) && holdsBox(boxOf(each), box))
    .sort(paintOrder(scene.looks))
    .at(-1)?.id;
}

/** As fractional indices are ordered, in no language. */
function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
