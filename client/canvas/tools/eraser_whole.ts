/** Erasing whole shapes: what the rubber touches, with its group, only fades until it is lifted. Pure. */

import type { Edit } from "../../../core/board/edit.ts";
import { isLocked } from "../../../core/board/looks.ts";
import type { Shape, ShapeId } from "../../../core/board/shape.ts";
import type { SceneView } from "../scene.ts";
import { ERASER_RADIUS, type Way } from "./eraser_radius.ts";
import type { ToolContext } from "./tool.ts";

export interface Sweep {
  readonly whose: "anybody" | "mine";
  /** In the order in which they were touched: what was told first stays first. */
  readonly victims: readonly ShapeId[];
}

export function sweepOn(sweep: Sweep, { from, through }: Way, context: ToolContext): Sweep {
  const victims = new Set(sweep.victims);
  let last = from.world;
  for (const { world } of through) {
    for (const shape of context.scene.swept(last, world, ERASER_RADIUS / context.zoom)) {
      if (!mayErase(shape, sweep, context)) continue;
      victims.add(shape.id);
      for (const id of kinOf(shape, context.scene)) {
        const other = context.scene.get(id);
        if (other && mayErase(other, sweep, context)) victims.add(id);
      }
    }
    last = world;
  }
  return victims.size === sweep.victims.length ? sweep : { ...sweep, victims: [...victims] };
}

export function sweepEdits({ victims }: Sweep): Edit[] {
  return victims.map((id) => ({ op: "remove", id }));
}

/** All that is grouped with it, however deep. */
function kinOf({ groups = [] }: Shape, scene: SceneView): Iterable<ShapeId> {
  const outermost = groups.at(-1);
  return outermost === undefined ? [] : scene.members(outermost);
}

function mayErase(shape: Shape, { whose }: Sweep, { scene, me }: ToolContext): boolean {
  return !isLocked(scene.looks, shape) && (whose === "anybody" || shape.by === me);
}
