/** The note tool: a click puts a sheet around the pointer and opens it for writing; a drag places it before it is let go. */

import { orderAfter } from "../../../core/board/order.ts";
import type { Note, ShapeId } from "../../../core/board/shape.ts";
import type { Vec } from "../../../core/geometry/vec.ts";
import { unreachable } from "../../../core/unreachable.ts";
import { onGrid } from "../grid.ts";
import { styled } from "../style.ts";
import { roundPair } from "./constrain.ts";
import type { Step, Tool, ToolContext } from "./tool.ts";

export type NoteState =
  | { readonly stage: "idle" }
  | { readonly stage: "placing"; readonly id: ShapeId; readonly at: Vec };

/** World units: the side of a sheet. */
export const NOTE_SIDE = 200;

const idle: NoteState = { stage: "idle" };

export const note: Tool<NoteState> = {
  id: "note",
  idle,
  step(state, event, context) {
    switch (event.type) {
      case "down":
        return placing(context.newId(), event.at.world, context);
      case "move": {
        const at = event.samples.at(-1)?.world;
        return state.stage === "idle" || !at ? { state } : placing(state.id, at, context);
      }
      case "up": {
        if (state.stage === "idle") return { state };
        const { id } = state;
        const put = { op: "put", shape: noteAt(id, event.at.world, context) } as const;
        const next = context.options.keepTool ? {} : { next: "select" } as const;
        return { state: idle, edits: [put], selection: [], ...next, write: { kind: "existing", id } };
      }
      case "cancel":
        return { state: idle };
      default:
        return unreachable(event);
    }
  },
};

function placing(id: ShapeId, at: Vec, context: ToolContext): Step<NoteState> {
  const shows = { draft: { kind: "shape", shape: noteAt(id, at, context) } } as const;
  return { state: { stage: "placing", id, at }, shows };
}

function noteAt(id: ShapeId, at: Vec, { scene, style, options, zoom }: ToolContext): Note {
  const corner = { x: at.x - NOTE_SIDE / 2, y: at.y - NOTE_SIDE / 2 };
  const { x, y } = options.snapToGrid ? onGrid(corner) : corner;
  return {
    ...styled("note", style),
    id,
    kind: "note",
    z: orderAfter(scene.top),
    xy: roundPair(x, y, zoom),
    wh: [NOTE_SIDE, NOTE_SIDE],
    text: "",
  } as Note;
}
