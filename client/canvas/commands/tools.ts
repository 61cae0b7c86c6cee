/** Taking a tool in hand. */

import { FIGURES } from "../options.ts";
import { type ToolId, TOOLS } from "../tools/tool.ts";
import type { Command, CommandPort } from "./command.ts";

export function toolCommands(port: CommandPort): Record<`tool.${ToolId}`, Command> {
  const commands: Partial<Record<`tool.${ToolId}`, Command>> = {};
  for (const id of TOOLS) commands[`tool.${id}`] = () => takeTool(port, id);
  return commands as Required<typeof commands>;
}

export function takeTool(port: CommandPort, id: ToolId): boolean {
  // A pen that does not draw is no use in hand.
  if (port.readOnly && !FOR_VIEWERS.includes(id)) {
    port.refused();
    return true;
  }
  port.finishText();
  port.desk.tool = id;
  const figure = FIGURES.find((each) => each === id);
  if (figure) port.desk.options = { ...port.desk.options, figure };
  if (!SELECTING.includes(id)) port.desk.choose([]);
  port.changed();
  return true;
}

const FOR_VIEWERS: readonly ToolId[] = ["select", "hand", "laser"];
const SELECTING: readonly ToolId[] = ["select", "lasso", "hand", "eyedropper"];
