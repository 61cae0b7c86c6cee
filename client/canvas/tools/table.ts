/** All tools by name, each as a machine that keeps its own state between steps. */

import { ellipse, rectangle } from "./box_tool.ts";
import { eraser } from "./eraser.ts";
import { hand } from "./hand.ts";
import { arrow, line } from "./line_tool.ts";
import { pen } from "./pen.ts";
import { select } from "./select.ts";
import { text } from "./text.ts";
import type { Step, Tool, ToolContext, ToolEvent, ToolId } from "./tool.ts";

/** A step without its state: what is to be done. */
export type Outcome = Omit<Step<unknown>, "state">;
export type Machine = (event: ToolEvent, context: ToolContext) => Outcome;

/** A fresh, idle machine of each tool. */
export function createMachines(): Record<ToolId, Machine> {
  return {
    select: machine(select),
    hand: machine(hand),
    pen: machine(pen),
    eraser: machine(eraser),
    rectangle: machine(rectangle),
    ellipse: machine(ellipse),
    line: machine(line),
    arrow: machine(arrow),
    text: machine(text),
  };
}

/** Hides the type of the state, so that tools of different ones stand in one table. */
function machine<State>(tool: Tool<State>): Machine {
  let now = tool.idle;
  return (event, context) => {
    const { state, ...outcome } = tool.step(now, event, context);
    now = state;
    return outcome;
  };
}
