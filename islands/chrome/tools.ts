/** The tools as the toolbar shows them: order, names, icons. What they do is the canvas's. */

import {
  ArrowUpRight,
  Circle,
  Eraser,
  Hand,
  type IconNode,
  MousePointer2,
  Pencil,
  Slash,
  Square,
  Type,
} from "lucide";
import type { ToolId } from "../../client/canvas/tools/tool.ts";

export interface ToolFace {
  readonly id: ToolId;
  readonly name: string;
  readonly icon: IconNode;
  /** Not among the six that a phone's toolbar has room for: they are in its sheet. */
  readonly beyondSix: boolean;
  /** A viewer's link lets it do something. */
  readonly forViewers: boolean;
}

/** In groups, as the toolbar parts them. */
export const TOOL_GROUPS: readonly (readonly ToolFace[])[] = [
  [
    { id: "select", name: "Select", icon: MousePointer2, beyondSix: false, forViewers: true },
    { id: "hand", name: "Hand", icon: Hand, beyondSix: true, forViewers: true },
  ],
  [
    { id: "pen", name: "Pen", icon: Pencil, beyondSix: false, forViewers: false },
    { id: "eraser", name: "Eraser", icon: Eraser, beyondSix: false, forViewers: false },
  ],
  [
    { id: "rectangle", name: "Rectangle", icon: Square, beyondSix: false, forViewers: false },
    { id: "ellipse", name: "Ellipse", icon: Circle, beyondSix: true, forViewers: false },
    { id: "line", name: "Line", icon: Slash, beyondSix: true, forViewers: false },
    { id: "arrow", name: "Arrow", icon: ArrowUpRight, beyondSix: true, forViewers: false },
    { id: "text", name: "Text", icon: Type, beyondSix: false, forViewers: false },
  ],
];

export const TOOLS: readonly ToolFace[] = TOOL_GROUPS.flat();
