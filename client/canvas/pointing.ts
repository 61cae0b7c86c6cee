/** What a pointer that is not pressed is over: a handle of what is selected, or what a click would select. Pure. */

import type { Vec } from "../../core/geometry/vec.ts";
import type { Trace } from "./marks.ts";
import { shapesOf } from "./selected.ts";
import { hoverTracesOf } from "./selection_view.ts";
import { type Handle, handleAt, type Hold } from "./tools/select_handles.ts";
import { hoveredAt } from "./tools/select_press.ts";
import type { PointerKind, ToolContext } from "./tools/tool.ts";

export interface Pointed {
  readonly handle: Handle | undefined;
  readonly hovered: readonly Trace[];
}

export const NOWHERE: Pointed = { handle: undefined, hovered: [] };
/** Of a larger group the outlines would be more than one can see. */
const MOST_HOVERED = 200;

export function pointedAt(
  at: Vec,
  { hold, pointer, context }: {
    readonly hold: Hold | undefined;
    readonly pointer: PointerKind;
    readonly context: ToolContext;
  },
): Pointed {
  const { scene, zoom } = context;
  const handle = hold && handleAt(hold, at, { zoom, pointer });
  if (handle) return { handle, hovered: [] };
  const ids = hoveredAt(at, { shift: false, alt: false, mod: false, pointer }, context);
  const shapes = ids.length > MOST_HOVERED ? [] : shapesOf(scene, ids);
  return { handle: undefined, hovered: shapes.flatMap((shape) => hoverTracesOf(scene, shape)) };
}
