/** Line and arrow: from where the drag began to where it ends; Shift snaps to 15°. A click draws nothing. */

import { roundPair, snapAngle } from "./constrain.ts";
import { dragTool } from "./drag_tool.ts";

export const line = lineTool("line");
export const arrow = lineTool("arrow");

function lineTool(kind: "line" | "arrow") {
  return dragTool({
    id: kind,
    shape(beginnings, { from, to, with: { shift }, zoom }) {
      const end = shift ? snapAngle(from, to) : to;
      return {
        ...beginnings,
        kind,
        xy: roundPair(from.x, from.y, zoom),
        to: roundPair(end.x - from.x, end.y - from.y, zoom),
      };
    },
  });
}
