/** What kind of shape a tool draws. Pure. */

import { BOX_KINDS, type ShapeKind } from "../../../core/board/shape.ts";
import type { ToolId } from "./tool.ts";

/** undefined: none, or none of one kind. */
export function kindDrawnBy(tool: ToolId): ShapeKind | undefined {
  switch (tool) {
    case "pen":
    case "highlighter":
      return "stroke";
    case "line":
    case "polyline":
    case "arrow":
    case "text":
    case "note":
    case "frame":
      return tool;
    default:
      return BOX_KINDS.find((kind) => kind === tool);
  }
}
