/** A shape's commands with what is common to all kinds: how it is turned, and how it lies on what is below. Pure. */

import { angleOf, boxOf, middleOf } from "../bounds.ts";
import type { Shape } from "../shape.ts";
import type { PaintCommand, Painting } from "./painting.ts";
import { seeThrough } from "./stroke.ts";

export function paintingOf(shape: Shape, commands: readonly PaintCommand[]): Painting {
  return { turn: turnOf(shape), ...seeThrough({ nib: "pen", ...shape }), commands };
}

function turnOf(shape: Shape): Painting["turn"] {
  const angle = angleOf(shape);
  if (angle === 0) return undefined;
  const middle = middleOf(boxOf(shape));
  return { angle, about: { x: middle.x - shape.xy[0], y: middle.y - shape.xy[1] } };
}
