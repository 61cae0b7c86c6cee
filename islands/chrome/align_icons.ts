/** Icons of what lines shapes up: the line, and two shapes at it. */

import type { IconNode } from "lucide";
import type { ArrangeAction } from "../../client/canvas/input/actions.ts";

export type AlignAction = Extract<
  ArrangeAction,
  `align.${string}` | `distribute.${string}` | `stack.${string}`
>;

export const ALIGN_ICONS: Readonly<Record<AlignAction, IconNode>> = {
  "align.left": drawn([[7, 5, 13, 5], [7, 14, 8, 5]], "M3.5 3v18"),
  "align.centre": drawn([[5.5, 5, 13, 5], [8, 14, 8, 5]], "M12 2.5V5M12 10v4M12 19v2.5"),
  "align.right": drawn([[4, 5, 13, 5], [9, 14, 8, 5]], "M20.5 3v18"),
  "align.top": drawn([[5, 7, 5, 13], [14, 7, 5, 8]], "M3 3.5h18"),
  "align.middle": drawn([[5, 5.5, 5, 13], [14, 8, 5, 8]], "M2.5 12H5M10 12h4M19 12h2.5"),
  "align.bottom": drawn([[5, 4, 5, 13], [14, 9, 5, 8]], "M3 20.5h18"),
  "distribute.x": drawn([[9.5, 7, 5, 10]], "M3.5 4v16M20.5 4v16"),
  "distribute.y": drawn([[7, 9.5, 10, 5]], "M4 3.5h16M4 20.5h16"),
  "stack.x": drawn([[3, 7, 4.5, 10], [9.75, 7, 4.5, 10], [16.5, 7, 4.5, 10]], undefined),
  "stack.y": drawn([[7, 3, 10, 4.5], [7, 9.75, 10, 4.5], [7, 16.5, 10, 4.5]], undefined),
};

type Rect = readonly [x: number, y: number, width: number, height: number];

function drawn(rects: readonly Rect[], line: string | undefined): IconNode {
  const shapes: IconNode = rects.map(([x, y, width, height]) => ["rect", { x, y, width, height, rx: 1.5 }]);
  return line === undefined ? shapes : [["path", { d: line }], ...shapes];
}
