/** The commands that are there as soon as one can draw: taking a tool, moving about, and going back. */

import type { StepAction, ViewAction } from "../input/actions.ts";
import type { ToolId } from "../tools/tool.ts";
import type { Command, CommandPort } from "./command.ts";
import { toolCommands } from "./tools.ts";
import { viewCommands } from "./view.ts";

export type FirstCommands = Readonly<Record<`tool.${ToolId}` | StepAction | ViewAction, Command>>;

export function firstCommands(port: CommandPort): FirstCommands {
  const { runner } = port;
  return {
    ...toolCommands(port),
    ...viewCommands(port),
    cancel: () => {
      runner.cancel();
      return true;
    },
    undo: () => {
      if (!runner.active) port.undo();
      return true;
    },
    redo: () => {
      if (!runner.active) port.redo();
      return true;
    },
  };
}
