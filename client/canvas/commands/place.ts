/** Drawing without a pointer: the tool in hand does what a click, or a short drag, in the middle of the view would do. */

import type { Vec } from "../../../core/geometry/vec.ts";
import type { Outcome } from "../tools/machine.ts";
import { createMachines } from "../tools/table.ts";
import type { Pressed, Sample, ToolContext, ToolEvent, ToolId } from "../tools/tool.ts";

/** CSS pixels: how long a line is that nobody drew. */
const LENGTH = 160;
const BY_CLICK: readonly ToolId[] = [
  "rectangle",
  "ellipse",
  "diamond",
  "triangle",
  "star",
  "cloud",
  "bubble",
  "text",
  "note",
  "frame",
];
const BY_DRAG: readonly ToolId[] = ["line", "arrow"];
const PRESSED: Pressed = { shift: false, alt: false, mod: false, pointer: "mouse" };

/** undefined: the tool draws nothing that could be put. */
export function placing(tool: ToolId, middle: Vec, context: ToolContext): Outcome | undefined {
  if (BY_CLICK.includes(tool)) return play(tool, [middle, middle], context);
  if (!BY_DRAG.includes(tool)) return undefined;
  const half = LENGTH / 2 / context.zoom;
  return play(tool, [{ x: middle.x - half, y: middle.y }, { x: middle.x + half, y: middle.y }], context);
}

function play(tool: ToolId, [from, to]: readonly [Vec, Vec], context: ToolContext): Outcome {
  const machine = createMachines()[tool];
  const sample = ({ x, y }: Vec): Sample => ({
    world: { x, y },
    screen: { x: x * context.zoom, y: y * context.zoom },
    pressure: 0.5,
  });
  const way: ToolEvent[] = [{ type: "down", at: sample(from), with: PRESSED, clicks: 1 }];
  if (from.x !== to.x) way.push({ type: "move", samples: [sample(to)], with: PRESSED });
  for (const event of way) machine.step(event, context);
  return machine.step({ type: "up", at: sample(to), with: PRESSED }, context);
}
