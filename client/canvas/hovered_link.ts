/** The link under a pointer that rests or wanders, and where its shape is seen. Decides nothing; opens nothing. */

import { boundsOf } from "../../core/board/bounds.ts";
import type { ShapeId } from "../../core/board/shape.ts";
import { type Box, boxBetween } from "../../core/geometry/box.ts";
import type { Vec } from "../../core/geometry/vec.ts";
import { type Camera, toScreen, toWorld } from "./camera.ts";
import type { SceneView } from "./scene.ts";
import type { ToolId } from "./tools/tool.ts";

export interface HoveredLink {
  readonly id: ShapeId;
  /** http, https or mailto. */
  readonly link: string;
  /** CSS pixels of the canvas. */
  readonly box: Box;
}

export interface LinkHover {
  readonly now: HoveredLink | undefined;
  /** Looks again; whether it is another than before. */
  look(from: LinkLook): boolean;
}

export interface LinkLook {
  readonly camera: Camera;
  readonly tool: ToolId;
  /** undefined: the pointer is elsewhere, or busy. */
  readonly at: Vec<"screen"> | undefined;
}

/** CSS pixels beside a shape that count as on it. */
const TOLERANCE = 4;
const FOLLOWING: readonly ToolId[] = ["select", "hand"];

export function createLinkHover(scene: SceneView): LinkHover {
  let now: HoveredLink | undefined;
  const find = ({ camera, tool, at }: LinkLook): HoveredLink | undefined => {
    if (!at || !FOLLOWING.includes(tool)) return undefined;
    const shape = scene.at(toWorld(camera, at), TOLERANCE / camera.zoom);
    if (shape?.link === undefined) return undefined;
    const { minX, minY, maxX, maxY } = boundsOf(shape);
    const box = boxBetween(
      toScreen(camera, { x: minX, y: minY }),
      toScreen(camera, { x: maxX, y: maxY }),
    );
    return { id: shape.id, link: shape.link, box };
  };
  return {
    get now() {
      return now;
    },
    look: (from) => {
      const found = find(from);
      if (isSame(found, now)) return false;
      now = found;
      return true;
    },
  };
}

function isSame(a: HoveredLink | undefined, b: HoveredLink | undefined): boolean {
  if (!a || !b) return a === b;
  return a.id === b.id && a.link === b.link && a.box.minX === b.box.minX && a.box.minY === b.box.minY &&
    a.box.maxX === b.box.maxX && a.box.maxY === b.box.maxY;
}
