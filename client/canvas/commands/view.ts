/** Moving about by command, and how what is drawn catches. */

import type { ViewAction } from "../input/actions.ts";
import { boundsAround } from "../selected.ts";
import type { Command, CommandPort } from "./command.ts";

/** So much of the screen is a screen on: the rest is still seen. */
const SCREEN = 0.8;

export function viewCommands({ scene, desk, navigation, changed }: CommandPort): Record<ViewAction, Command> {
  const toggle = (option: "snapToGrid" | "snapToShapes") => () => {
    desk.options = { ...desk.options, [option]: !desk.options[option] };
    changed();
    return true;
  };
  const screen = (x: number, y: number) => () => {
    const { width, height } = navigation.size;
    navigation.pan({ x: x * SCREEN * width, y: y * SCREEN * height });
    return true;
  };
  return {
    "zoom-in": () => {
      navigation.zoom(1);
      return true;
    },
    "zoom-out": () => {
      navigation.zoom(-1);
      return true;
    },
    "zoom-reset": () => {
      navigation.resetZoom();
      return true;
    },
    "zoom-fit": () => {
      const box = scene.bounds;
      if (box) navigation.fit(box);
      return true;
    },
    "zoom-selection": () => {
      const box = boundsAround(scene, desk.selection);
      if (box) navigation.fit(box);
      return box !== undefined;
    },
    "screen.up": screen(0, -1),
    "screen.down": screen(0, 1),
    "screen.left": screen(-1, 0),
    "screen.right": screen(1, 0),
    "snap-to-grid": toggle("snapToGrid"),
    "snap-to-shapes": toggle("snapToShapes"),
  };
}
