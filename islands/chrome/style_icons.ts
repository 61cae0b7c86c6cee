/** Icons of what a style can be: each draws what it stands for. */

import type { IconNode } from "lucide";
import type { Dash, FillStyle, Head, Route } from "../../core/board/shape.ts";

export const FILL_ICONS: Readonly<Record<FillStyle | "none", IconNode>> = {
  none: [["rect", { x: "4", y: "4", width: "16", height: "16", rx: "3" }]],
  tint: [["rect", {
    x: "4",
    y: "4",
    width: "16",
    height: "16",
    rx: "3",
    fill: "currentColor",
    "fill-opacity": "0.25",
  }]],
  solid: [["rect", { x: "4", y: "4", width: "16", height: "16", rx: "3", fill: "currentColor" }]],
  hatch: [
    ["rect", { x: "4", y: "4", width: "16", height: "16", rx: "3" }],
    ["path", { d: "M4.5 14 14 4.5M7 19.5 19.5 7M14 19.5 19.5 14" }],
  ],
};

export const DASH_ICONS: Readonly<Record<Dash, IconNode>> = {
  solid: [["path", { d: "M3 12h18" }]],
  dashed: [["path", { d: "M3 12h4.500M10 12h4M16.5 12H21" }]],
  dotted: [["path", {
    d: "M3.5 12h.01M7.75 12h.01M12 12h.01M16.25 12h.01M20.5 12h.01",
    "stroke-width": "2.25",
  }]],
};

export const ROUTE_ICONS: Readonly<Record<Route, IconNode>> = {
  straight: [["path", { d: "M4 20 20 4" }]],
  curved: [["path", { d: "M4 20C4 10 10 4 20 4" }]],
  elbow: [["path", { d: "M4 20v-8a2 2 0 0 1 2-2h12a2 2 0 0 0 2-2V4" }]],
};

/** As the end of a line that comes from the left. */
export const HEAD_ICONS: Readonly<Record<Head, IconNode>> = {
  none: [["path", { d: "M3 12h18" }]],
  arrow: [["path", { d: "M3 12h18M14.5 5.5 21 12l-6.5 6.5" }]],
  triangle: [["path", { d: "M3 12h10" }], ["path", { d: "M13 6.500v11L21 12Z", fill: "currentColor" }]],
  dot: [["path", { d: "M3 12h11" }], ["circle", { cx: "17.5", cy: "12", r: "3.5", fill: "currentColor" }]],
  bar: [["path", { d: "M3 12h17M20 5.500v13" }]],
};

export const PRESSURE_ICON: IconNode = [
  ["path", {
    d: "M3 17c4-9 7 3 11-4s4-5 7-6c-2 3-3 5-5.5 8.500S7 11 3 17Z",
    fill: "currentColor",
    "stroke-width": "1",
  }],
];
export const EVEN_ICON: IconNode = [["path", { d: "M3 17c4-10 7 4 11-4s4-5 7-6", "stroke-width": "2.5" }]];
