/** The eyedropper: takes the colour that is under the pointer, Alt the fill, and gives way to the tool before it. */

import { hasProp } from "../../../core/board/schema.ts";
import type { Color, Shape } from "../../../core/board/shape.ts";
import { nearPoint } from "../../../core/geometry/hit.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import type { SceneView } from "../scene.ts";
import { hitTolerance } from "./constrain.ts";
import type { PointerKind, Tool } from "./tool.ts";

export type EyedropperState = { readonly stage: "idle" } | { readonly stage: "pressed" };

const idle: EyedropperState = { stage: "idle" };

export const eyedropper: Tool<EyedropperState> = {
  id: "eyedropper",
  idle,
  step(state, event, { scene, zoom }) {
    switch (event.type) {
      case "down":
        return { state: { stage: "pressed" } };
      case "move":
        return { state };
      case "up": {
        if (state.stage === "idle") return { state };
        const { pointer, alt } = event.with;
        const picked = pickedAt(event.at.world, { scene, zoom, pointer, fill: alt });
        if (picked === undefined) return { state: idle };
        if (alt) return { state: idle, style: { fill: picked }, next: "before" };
        return picked === "none"
          ? { state: idle }
          : { state: idle, style: { color: picked }, next: "before" };
      }
      case "cancel":
        return { state: idle };
      default:
        return unreachable(event);
    }
  },
};

export interface Picking {
  readonly scene: SceneView;
  readonly zoom: number;
  readonly pointer: PointerKind;
  /** The fill is wanted, wherever on the shape the pointer is. */
  readonly fill: boolean;
}

/** Of the topmost thing there that has a colour; "none": it is hollow. undefined where there is none. */
export function pickedAt(at: Vec, { scene, zoom, pointer, fill }: Picking): Color | "none" | undefined {
  const tolerance = hitTolerance(pointer, zoom);
  const shape = scene.find(at, { tolerance, where: (each) => isColored(each) && (!fill || hasFill(each)) });
  if (!shape) return undefined;
  const { path, reach } = scene.target(shape);
  const inner = "fill" in shape ? shape.fill : undefined;
  if (fill) return inner ?? "none";
  const onLine = nearPoint({ points: path.points, solid: false }, at, reach + tolerance / 2);
  return inner !== undefined && !onLine ? inner : shape.color;
}

function isColored({ kind }: Shape): boolean {
  return kind !== "image" && kind !== "frame";
}

function hasFill({ kind }: Shape): boolean {
  return hasProp(kind, "fill");
}
