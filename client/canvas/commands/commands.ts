/** What the keyboard, the menus and the palette can ask of the canvas, one command an action. */

import type { EngineAction } from "../input/actions.ts";
import { arrangeCommands } from "./arrange.ts";
import type { Command, CommandPort } from "./command.ts";
import { editCommands } from "./edit.ts";
import { type FirstCommands, firstCommands } from "./first.ts";

export type Commands = Readonly<Record<EngineAction, Command>>;

/** Those that come after the first painting. */
export type LaterCommands = Omit<Commands, keyof FirstCommands>;

export function createCommands(port: CommandPort): Commands {
  return { ...firstCommands(port), ...laterCommands(port) };
}

export function laterCommands(port: CommandPort): LaterCommands {
  return { ...editCommands(port), ...arrangeCommands(port) };
}
