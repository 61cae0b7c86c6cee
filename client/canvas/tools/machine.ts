/** A tool at work: a machine that keeps its own state between steps. */

import type { Hover, Step, Tool, ToolContext, ToolEvent } from "./tool.ts";

/** A step without its state: what is to be done. */
export type Outcome = Omit<Step<unknown>, "state">;

export interface Machine {
  step(event: ToolEvent, context: ToolContext): Outcome;
  /** undefined: it takes no notice. */
  hover(hover: Hover | undefined, context: ToolContext): Outcome | undefined;
  /** undefined: nothing was unfinished. */
  finish(context: ToolContext): Outcome | undefined;
}

/** Hides the type of the state, so that tools of different ones stand in one table. */
export function machine<State>(tool: Tool<State>): Machine {
  let now = tool.idle;
  const go = (step: Step<State> | undefined): Outcome | undefined => {
    if (!step) return undefined;
    const { state, ...outcome } = step;
    now = state;
    return outcome;
  };
  return {
    step: (event, context) => go(tool.step(now, event, context)) ?? {},
    hover: (hover, context) => go(tool.hover?.(now, hover, context)),
    finish: (context) => go(tool.finish?.(now, context)),
  };
}
