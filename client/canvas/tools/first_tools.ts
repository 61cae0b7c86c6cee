/** The tools that are there as soon as one can draw: all that a pen needs. The others come after the first painting. */

import { hand } from "./hand.ts";
import { highlighter } from "./highlighter.ts";
import { type Machine, machine } from "./machine.ts";
import { pen } from "./pen.ts";
import type { ToolId } from "./tool.ts";

export const FIRST_TOOLS = ["pen", "highlighter", "hand"] as const satisfies readonly ToolId[];

export type FirstTool = (typeof FIRST_TOOLS)[number];

export function createFirstMachines(): Record<FirstTool, Machine> {
  return { pen: machine(pen), highlighter: machine(highlighter), hand: machine(hand) };
}
