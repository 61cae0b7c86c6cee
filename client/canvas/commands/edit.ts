/** Deleting, copies, nudging: what is done to shapes one by one. */

import { middleOf } from "../../../core/board/bounds.ts";
import { GRID } from "../grid.ts";
import type { EditAction } from "../input/actions.ts";
import { nextShape } from "../next_shape.ts";
import { ordering } from "../ordering.ts";
import { boundsAround, isFree, shapesOf } from "../selected.ts";
import { duplicating, moving, removing } from "../selection.ts";
import { type CommonStyle, commonStyle } from "../style.ts";
import type { Modifiers } from "../tools/tool.ts";
import { isWorded } from "../worded.ts";
import type { Command, CommandPort } from "./command.ts";
import { placing } from "./place.ts";
import { type Resizing, resizing } from "./resize.ts";
import { takeTool } from "./tools.ts";

/** CSS pixels a duplicate is set off by. */
const DUPLICATE_OFFSET = 16;
/** CSS pixels at 100 %. */
const NUDGE = 1;
/** So many times as far with Shift. */
const NUDGE_FAR = 10;
/** CSS pixels the view moves by. */
const PAN = 80;
const PAN_FAR = 400;

export function editCommands(port: CommandPort): Record<EditAction, Command> {
  const { scene, desk, navigation, runner } = port;
  let copiedStyle: CommonStyle | undefined;

  const stepOf = ({ shift }: Modifiers): number => {
    // A power of two, so that what lies on the grid stays on it: about a screen pixel at any zoom.
    const least = desk.options.snapToGrid ? GRID : NUDGE * 2 ** -Math.floor(Math.log2(navigation.now.zoom));
    return least * (shift ? NUDGE_FAR : 1);
  };
  /** With nothing selected it is the view that moves. */
  const nudge = (dx: number, dy: number): Command => (keys) => {
    if (desk.selection.length === 0) {
      const step = keys.shift ? PAN_FAR : PAN;
      navigation.pan({ x: dx * step, y: dy * step });
      return true;
    }
    const step = stepOf(keys);
    return port.change(moving(scene, desk.selection, { x: dx * step, y: dy * step }));
  };
  const stretch = (way: Resizing): Command => (keys) => {
    if (desk.selection.length === 0) return false;
    port.change(resizing(way, stepOf(keys), port.context));
    return true;
  };
  /** With a selection a bracket changes its place in the order; with a tool that draws, the size. */
  const resize = (direction: 1 | -1): Command => () => {
    const { selection } = desk;
    const to = direction === 1 ? "forward" : "backward";
    port.change(selection.length > 0 ? ordering(scene, selection, to) : desk.stepSize(direction));
    return true;
  };
  const selectAside = (direction: 1 | -1): Command => () => {
    if (port.readOnly) return false;
    port.finishText();
    const next = nextShape(scene, desk.selection, direction);
    if (next) desk.tool = "select";
    desk.choose(next ?? []);
    const box = next && boundsAround(scene, next);
    if (box) navigation.reveal(box);
    port.changed();
    return next !== undefined;
  };

  return {
    "last-figure": () => takeTool(port, desk.options.figure),
    "keep-tool": () => {
      desk.options = { ...desk.options, keepTool: !desk.options.keepTool };
      port.changed();
      return true;
    },
    delete: () => port.change(removing(scene, desk.selection)),
    "select-all": () => {
      if (port.readOnly) return true;
      port.finishText();
      desk.tool = "select";
      desk.choose([...scene.ids()].filter((id) => {
        const shape = scene.get(id);
        return shape !== undefined && isFree(scene.looks, shape);
      }));
      port.changed();
      return true;
    },
    "select-next": selectAside(1),
    "select-previous": selectAside(-1),
    duplicate: () => {
      const offset = desk.options.snapToGrid ? GRID : DUPLICATE_OFFSET / navigation.now.zoom;
      const by = { x: offset, y: offset };
      const { edits, copies } = duplicating(scene, desk.selection, { by, newId: port.newId });
      port.change(edits);
      if (copies.length > 0) desk.choose(copies);
      port.changed();
      // Also with nothing selected: the browser would bookmark the page.
      return true;
    },
    "edit-text": () => {
      if (runner.finish()) return true;
      const [only, ...more] = shapesOf(scene, desk.selection);
      if (!only || !isWorded(only) || more.length > 0) return false;
      port.write({ kind: "existing", id: only.id });
      return true;
    },
    place: () => {
      if (port.readOnly) return false;
      port.finishText();
      const outcome = placing(desk.tool, middleOf(navigation.view), port.context);
      if (outcome) port.outcome(outcome);
      return outcome !== undefined;
    },
    "copy-style": () => {
      copiedStyle = desk.selection.length > 0 ? commonStyle(shapesOf(scene, desk.selection)) : desk.style;
      return true;
    },
    "paste-style": () => {
      if (copiedStyle) port.change(desk.takeStyle(copiedStyle, undefined));
      return true;
    },
    smaller: resize(-1),
    larger: resize(1),
    "nudge.left": nudge(-1, 0),
    "nudge.right": nudge(1, 0),
    "nudge.up": nudge(0, -1),
    "nudge.down": nudge(0, 1),
    "resize.wider": stretch("wider"),
    "resize.narrower": stretch("narrower"),
    "resize.taller": stretch("taller"),
    "resize.shorter": stretch("shorter"),
  };
}
