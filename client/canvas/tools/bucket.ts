/** The bucket: a click fills the closed thing around it with the colour in hand; filled so already, empties it. */

import { figureOf } from "../../../core/board/binding_target.ts";
import { boundsOf } from "../../../core/board/bounds.ts";
import type { Edit } from "../../../core/board/edit.ts";
import { isLocked, paintOrder } from "../../../core/board/looks.ts";
import { hasProp } from "../../../core/board/schema.ts";
import type { Shape } from "../../../core/board/shape.ts";
import { closes } from "../../../core/board/stroke_places.ts";
import { boxBetween } from "../../../core/geometry/box.ts";
import { inside } from "../../../core/geometry/hit.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { SceneView } from "../scene.ts";
import type { Style } from "../style.ts";
import type { Tool } from "./tool.ts";

export type BucketState = { readonly stage: "idle" } | { readonly stage: "pressed" };

const idle: BucketState = { stage: "idle" };

export const bucket: Tool<BucketState> = {
  id: "bucket",
  idle,
  step(state, event, { scene, style }) {
    switch (event.type) {
      case "down":
        return { state: { stage: "pressed" } };
      case "move":
        return { state };
      case "up": {
        if (state.stage === "idle") return { state };
        const shape = filledAt(event.at.world, scene);
        return shape ? { state: idle, edits: [filling(shape, style)] } : { state: idle };
      }
      case "cancel":
        return { state: idle };
      default:
        return unreachable(event);
    }
  },
};

/**
 * Of what encloses the place and is seen there, the smallest: in a circle in a box it is the circle, whichever was
 * drawn later. What is under something filled is not seen.
 */
function filledAt(at: Vec, scene: SceneView): Shape | undefined {
  const order = paintOrder(scene.looks);
  const around = scene.meeting(boxBetween(at, at)).sort((a, b) => order(b, a))
    .filter((shape) => encloses(shape, at, scene));
  const cover = around.findIndex(isFilled);
  const seen = cover < 0 ? around : around.slice(0, cover + 1);
  const [smallest] = seen.filter((shape) => !isLocked(scene.looks, shape)).sort((a, b) =>
    areaOf(a) - areaOf(b)
  );
  return smallest;
}

function encloses(shape: Shape, at: Vec, scene: SceneView): boolean {
  if (shape.kind === "stroke") {
    // Where an eraser has opened it, paint would run out.
    if (shape.cuts && shape.fill === undefined) return false;
    const { points } = scene.target(shape).path;
    return (shape.fill !== undefined || closes(points, shape.size)) && inside(points, at);
  }
  if (shape.kind !== "note" && !hasProp(shape.kind, "fill")) return false;
  const figure = figureOf(shape);
  return figure !== undefined && inside(figure.outline, at);
}

function isFilled(shape: Shape): boolean {
  return shape.kind === "note" || ("fill" in shape && shape.fill !== undefined);
}

function areaOf(shape: Shape): number {
  const { minX, minY, maxX, maxY } = boundsOf(shape);
  return (maxX - minX) * (maxY - minY);
}

function filling(shape: Shape, { color, fillStyle }: Style): Edit {
  const { id } = shape;
  // A note is paper: it has no fill but its colour.
  if (shape.kind === "note") return { op: "set", id, props: { color } };
  const now = "fill" in shape ? shape.fill : undefined;
  const nowStyle = "fillStyle" in shape ? shape.fillStyle ?? "tint" : "tint";
  const same = now === color && nowStyle === fillStyle;
  return { op: "set", id, props: same ? { fill: "none" } : { fill: color, fillStyle } };
}
