/** Icons of the papers: a piece of each. */

import type { IconNode } from "lucide";
import type { Paper } from "../../core/board/looks.ts";

export const PAPER_ICONS: Readonly<Record<Paper, IconNode>> = {
  plain: [["rect", { x: "4", y: "4", width: "16", height: "16", rx: "2.5" }]],
  dots: [["path", {
    d: "M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01",
    "stroke-width": "2.5",
  }]],
  lines: [["path", { d: "M4 6h16M4 12h16M4 18h16" }]],
  squares: [["path", { d: "M4 8h16M4 16h16M8 4v16M16 4v16" }]],
  isometric: [["path", { d: "M12 3v18M4 7.5l16 9M4 16.5l16-9" }]],
};
