/** What is seen of a selection in one frame: outlines, handles and readings. Pure; draws nothing. */

import { angleOf, boxOf, middleOf } from "../../core/board/bounds.ts";
import type { Shape } from "../../core/board/shape.ts";
import { boxPoints } from "../../core/geometry/hit.ts";
import { rotate, type Vec } from "../../core/geometry/vec.ts";
import { isBusy } from "./busy.ts";
import type { Outline, Trace } from "./marks.ts";
import type { SelectionView } from "./render/view.ts";
import type { SceneView } from "./scene.ts";
import { gripsOf, type HandlePointer, type Hold } from "./tools/select_handles.ts";
import type { Shows, ToolId } from "./tools/tool.ts";

/** As it is drawn, but ink and what is written by their box. */
export function traceOf(scene: SceneView, shape: Shape): Trace {
  if (shape.kind === "stroke" || shape.kind === "text") {
    return traceOfOutline({ box: boxOf(shape), angle: angleOf(shape) });
  }
  return scene.target(shape).path.points;
}

/** As it is drawn: of a stroke that was cut, all its pieces. */
export function hoverTracesOf(scene: SceneView, shape: Shape): readonly Trace[] {
  const { path, more } = scene.target(shape);
  return (shape.kind === "stroke" ? [path, ...more] : [path]).map(({ points }) => points);
}

export function traceOfOutline({ box, angle }: Outline): Trace {
  const corners = boxPoints(box);
  if (angle === 0) return corners;
  const about = middleOf(box);
  return corners.map((corner) => rotate(corner, { about, by: angle }));
}

/** `traces`: of what is selected, each; none where there are too many. */
export function selectionView(
  hold: Hold,
  traces: readonly Trace[],
  { shows, zoom, pointer, tool }: HandlePointer & { readonly shows: Shows; readonly tool: ToolId },
): SelectionView {
  const { draft, outline, reading } = shows;
  const grip = pointer === "touch" ? "coarse" : "fine";
  const base = { locked: hold.locked, corners: [], rounds: [], grip, reading } as const;
  if (outline) return { ...base, each: [], around: traceOfOutline(outline) };
  if (draft?.kind === "change") return { ...base, each: [], around: undefined };
  if (draft?.kind === "move") {
    const each = traces.map((trace) => shifted(trace, draft.by));
    return {
      ...base,
      each,
      around: traces.length === 0 ? shifted(traceOfOutline(hold), draft.by) : undefined,
    };
  }
  if (isBusy(shows)) return { ...base, each: traces, around: undefined };
  // The box of one shape alone is its own.
  const each = traces.length === 1 && hold.boxed ? [] : traces;
  return {
    ...base,
    // Another tool does not take hold of them.
    ...tool === "select" && gripsOf(hold, { zoom, pointer }),
    each,
    around: hold.boxed ? traceOfOutline(hold) : undefined,
  };
}

function shifted(trace: Trace, by: Vec): Trace {
  return trace.map(({ x, y }) => ({ x: x + by.x, y: y + by.y }));
}
