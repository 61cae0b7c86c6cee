/** The tools as the toolbar shows them: where each stands, and its icon. What they do is the canvas's. */

import {
  ArrowUpRight,
  Circle,
  Cloud,
  Diamond,
  Eraser,
  Frame,
  Hand,
  Highlighter,
  type IconNode,
  LassoSelect,
  MessageSquare,
  MousePointer2,
  PaintBucket,
  Pencil,
  Pipette,
  Slash,
  Square,
  Star,
  StickyNote,
  Triangle,
  Type,
} from "lucide";
import { labelOf } from "../../client/canvas/input/shortcuts.ts";
import type { ToolId } from "../../client/canvas/tools/tool.ts";

/** Corners joined by lines. */
const POLYLINE: IconNode = [["path", { d: "M3.5 18.5 8.5 7l6.5 9.5L20.5 5.5" }]];
/** A beam and its spot. */
const LASER: IconNode = [
  ["path", { d: "m4 20 8.5-8.5" }],
  ["circle", { cx: "15.5", cy: "8.5", r: "1.5" }],
  ["path", {
    d: "M15.5 2.5v1.5M21.5 8.5H20M19.75 4.25l-1.06 1.06M19.75 12.75l-1.06-1.06M11.25 4.25l1.06 1.06",
  }],
];

export const TOOL_ICONS: Readonly<Record<ToolId, IconNode>> = {
  select: MousePointer2,
  lasso: LassoSelect,
  hand: Hand,
  pen: Pencil,
  highlighter: Highlighter,
  eraser: Eraser,
  laser: LASER,
  rectangle: Square,
  ellipse: Circle,
  diamond: Diamond,
  triangle: Triangle,
  star: Star,
  cloud: Cloud,
  bubble: MessageSquare,
  line: Slash,
  polyline: POLYLINE,
  arrow: ArrowUpRight,
  text: Type,
  note: StickyNote,
  frame: Frame,
  bucket: PaintBucket,
  eyedropper: Pipette,
};

/** What a viewer's link lets one take in hand. */
export const VIEWER_TOOLS: readonly ToolId[] = ["select", "hand", "laser"];

/** Those that a phone's toolbar has no room for: they are in its sheet. Figures and lasso have a place of their own. */
export const BEYOND_PHONE: readonly ToolId[] = ["hand", "highlighter", "arrow", "note"];

/** Behind the button for more, on every screen. */
export const MORE_TOOLS: readonly ToolId[] = ["frame", "laser", "bucket", "eyedropper", "lasso"];

export function toolName(id: ToolId): string {
  return labelOf(`tool.${id}`);
}
