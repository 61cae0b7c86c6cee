/** What each shortcut does, in the engine's words. */

import type { Vec } from "../../core/geometry/vec.ts";
import { unreachable } from "../../core/unreachable.ts";
import type { Action } from "./input/shortcuts.ts";
import type { Modifiers, ToolId } from "./tools/tool.ts";

/** Each tells whether there was something to do. */
export interface Commands {
  setTool(id: ToolId): boolean;
  cancel(): boolean;
  undo(): boolean;
  redo(): boolean;
  deleteSelection(): boolean;
  selectAll(): boolean;
  duplicate(): boolean;
  editText(): boolean;
  /** In CSS pixels at 100 %. */
  nudge(by: Vec<"screen">): boolean;
  zoom(direction: 1 | -1): boolean;
  resetZoom(): boolean;
  fitAll(): boolean;
  fitSelection(): boolean;
  resize(direction: 1 | -1): boolean;
}

const NUDGE = 1;
const NUDGE_FAR = 10;

export function perform(action: Action, { shift }: Modifiers, commands: Commands): boolean {
  const step = shift ? NUDGE_FAR : NUDGE;
  switch (action) {
    case "tool.select":
    case "tool.hand":
    case "tool.pen":
    case "tool.eraser":
    case "tool.rectangle":
    case "tool.ellipse":
    case "tool.line":
    case "tool.arrow":
    case "tool.text":
      return commands.setTool(toolOf(action));
    case "cancel":
      return commands.cancel();
    case "undo":
      return commands.undo();
    case "redo":
      return commands.redo();
    case "delete":
      return commands.deleteSelection();
    case "select-all":
      return commands.selectAll();
    case "duplicate":
      return commands.duplicate();
    case "edit-text":
      return commands.editText();
    case "nudge.left":
      return commands.nudge({ x: -step, y: 0 });
    case "nudge.right":
      return commands.nudge({ x: step, y: 0 });
    case "nudge.up":
      return commands.nudge({ x: 0, y: -step });
    case "nudge.down":
      return commands.nudge({ x: 0, y: step });
    case "zoom-in":
      return commands.zoom(1);
    case "zoom-out":
      return commands.zoom(-1);
    case "zoom-reset":
      return commands.resetZoom();
    case "zoom-fit":
      return commands.fitAll();
    case "zoom-selection":
      return commands.fitSelection();
    case "smaller":
      return commands.resize(-1);
    case "larger":
      return commands.resize(1);
    default:
      return unreachable(action);
  }
}

function toolOf(action: `tool.${ToolId}`): ToolId {
  return action.slice("tool.".length) as ToolId;
}
