/** From one note to the next: Tab in a note leads to the one beside it, or makes one there. Pure. */

import type { Edit } from "../../core/board/edit.ts";
import { orderAfter } from "../../core/board/order.ts";
import type { Note, ShapeId } from "../../core/board/shape.ts";
import { rotate } from "../../core/geometry/vec.ts";
import type { SceneView } from "./scene.ts";

/** World units between the sheets. */
export const NOTE_GAP = 20;

export interface NextNote {
  readonly id: ShapeId;
  readonly edits: readonly Edit[];
}

/** To the right (1) or to the left (-1), as the note itself is turned. */
export function nextNote(
  scene: SceneView,
  note: Note,
  { direction, newId }: { readonly direction: 1 | -1; readonly newId: () => ShapeId },
): NextNote {
  const [width, height] = note.wh;
  const way = rotate({ x: direction * (width + NOTE_GAP), y: 0 }, {
    about: { x: 0, y: 0 },
    by: note.angle ?? 0,
  });
  const xy = [note.xy[0] + way.x, note.xy[1] + way.y] as const;
  const there = scene.at({ x: xy[0] + width / 2, y: xy[1] + height / 2 }, 0);
  if (there?.kind === "note") return { id: there.id, edits: [] };
  const id = newId();
  return { id, edits: [{ op: "put", shape: { ...note, id, xy, text: "", z: orderAfter(scene.top) } }] };
}
