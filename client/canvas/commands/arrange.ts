/** Grouping, order, alignment: what is done to selected shapes as a whole. */

import type { Edit } from "../../../core/board/edit.ts";
import { aligning, distributing, flipping, type Line, stacking, turning } from "../arranging.ts";
import { grouping, locking, separating, ungrouping } from "../grouping.ts";
import type { ArrangeAction } from "../input/actions.ts";
import { type Order, ordering } from "../ordering.ts";
import type { Axis } from "../snapping_gaps.ts";
import type { Command, CommandPort } from "./command.ts";

const STEP = Math.PI / 12;

export function arrangeCommands(port: CommandPort): Record<ArrangeAction, Command> {
  const { scene, desk, navigation } = port;
  // With something selected the keys are ours, also where there is nothing to do: the browser has other uses for them.
  const on = (edits: () => readonly Edit[]): Command => () => {
    if (desk.selection.length === 0) return false;
    port.change(edits());
    return true;
  };
  const align = (line: Line) => on(() => aligning(scene, desk.selection, line));
  const order = (to: Order) => on(() => ordering(scene, desk.selection, to));
  const flip = (axis: Axis) => on(() => flipping(scene, desk.selection, { axis, zoom: navigation.now.zoom }));
  const turn = (by: number) => on(() => turning(scene, desk.selection, { by, zoom: navigation.now.zoom }));

  return {
    group: on(() => grouping(scene, desk.selection, port.newId())),
    ungroup: on(() => ungrouping(scene, desk.selection)),
    lock: on(() => locking(scene, desk.selection)),
    "flip-x": flip("x"),
    "flip-y": flip("y"),
    "rotate-right": turn(STEP),
    "rotate-left": turn(-STEP),
    "order.front": order("front"),
    "order.forward": order("forward"),
    "order.backward": order("backward"),
    "order.back": order("back"),
    "align.left": align("left"),
    "align.centre": align("centre"),
    "align.right": align("right"),
    "align.top": align("top"),
    "align.middle": align("middle"),
    "align.bottom": align("bottom"),
    "distribute.x": on(() => distributing(scene, desk.selection, "x")),
    "distribute.y": on(() => distributing(scene, desk.selection, "y")),
    "stack.x": on(() => stacking(scene, desk.selection, "x")),
    "stack.y": on(() => stacking(scene, desk.selection, "y")),
    separate: () => {
      const { edits, pieces } = separating(scene, desk.selection, port.newId);
      if (!port.change(edits)) return false;
      desk.choose(pieces);
      port.changed();
      return true;
    },
  };
}
