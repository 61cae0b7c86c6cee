/** All tools by name. */

import { boxTool } from "./box_tool.ts";
import { bucket } from "./bucket.ts";
import { eraser } from "./eraser.ts";
import { eyedropper } from "./eyedropper.ts";
import { frame } from "./frame.ts";
import { laser } from "./laser.ts";
import { createFirstMachines, type FirstTool } from "./first_tools.ts";
import { arrow, line } from "./line_tool.ts";
import { note } from "./note.ts";
import { polyline } from "./polyline.ts";
import { lasso } from "./lasso.ts";
import { select } from "./select.ts";
import { text } from "./text.ts";
import { type Machine, machine } from "./machine.ts";
import type { ToolId } from "./tool.ts";

/** A fresh, idle machine of each tool. */
export function createMachines(): Record<ToolId, Machine> {
  return { ...createFirstMachines(), ...createLaterMachines() };
}

/** Of those that come after the first painting. */
export function createLaterMachines(): Record<Exclude<ToolId, FirstTool>, Machine> {
  return {
    select: machine(select),
    lasso: machine(lasso),
    eraser: machine(eraser),
    laser: machine(laser),
    rectangle: machine(boxTool("rectangle")),
    ellipse: machine(boxTool("ellipse")),
    diamond: machine(boxTool("diamond")),
    triangle: machine(boxTool("triangle")),
    star: machine(boxTool("star")),
    cloud: machine(boxTool("cloud")),
    bubble: machine(boxTool("bubble")),
    line: machine(line),
    polyline: machine(polyline),
    arrow: machine(arrow),
    text: machine(text),
    note: machine(note),
    frame: machine(frame),
    bucket: machine(bucket),
    eyedropper: machine(eyedropper),
  };
}
