/** How what is selected can be taken hold of, and its outlines. Pure. */

import type { ShapeId } from "../../core/board/shape.ts";
import type { Held } from "./desk.ts";
import type { SceneView } from "./scene.ts";
import { shapesOf } from "./selected.ts";
import { traceOf } from "./selection_view.ts";
import { holdable, holdOf } from "./tools/select_handles.ts";

/** With more shapes than this selected, only the box around them all is drawn. */
const MOST_TRACES = 200;

export function heldBy(scene: SceneView, selection: readonly ShapeId[]): Held {
  return {
    hold: holdOf(holdable(scene, selection), scene.looks),
    traces: selection.length > MOST_TRACES
      ? []
      : shapesOf(scene, selection).map((shape) => traceOf(scene, shape)),
  };
}
